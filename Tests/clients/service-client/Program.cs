// Drives a served sandbox by Microsoft's own ServiceClient: dotnet run -- URL TOKEN. The exit code is the number of steps that failed.
using System.Net;
using Microsoft.PowerPlatform.Dataverse.Client;
using ServiceClientDrive;

var server = new Uri(args[0]);
var token = args[1];

// ServiceClient drops the port of an address: the server is named without one, and reached as a proxy.
HttpClient.DefaultProxy = new WebProxy(server) { BypassProxyOnLocal = false };
using var client = new ServiceClient(new Uri("http://sandbox.localhost/"), _ => Task.FromResult(token), useUniqueInstance: true) { MaxRetryCount = 0 };
var steps = new Steps(client);
return Rows.Run(steps) + Queries.Run(steps) + Bulk.Run(steps) + Messages.Run(steps);

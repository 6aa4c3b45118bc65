using Microsoft.PowerPlatform.Dataverse.Client;

namespace ServiceClientDrive;

internal sealed class Steps(ServiceClient client)
{
    public ServiceClient Client => client;

    public string Stamp { get; } = Guid.NewGuid().ToString("N")[..8];

    public int Step(string name, Action run)
    {
        try
        {
            run();
            Console.WriteLine($"ok      {name}");
            return 0;
        }
        catch (Exception problem)
        {
            Console.WriteLine($"FAILED  {name}: {problem.GetType().Name}: {problem.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"expected {expected}, found {actual}");
    }

    /// <summary>The code of the fault that an action must end in.</summary>
    public static void Fault(int code, Action action)
    {
        try
        {
            action();
        }
        catch (System.ServiceModel.FaultException<Microsoft.Xrm.Sdk.OrganizationServiceFault> fault)
        {
            Equal(code, fault.Detail.ErrorCode);
            return;
        }

        throw new InvalidOperationException($"expected the fault {code}, found none");
    }
}

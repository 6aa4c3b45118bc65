using System.Runtime.InteropServices;
using Tevreden.Cli;

// The first signal asks for an orderly end, a second one ends the process at once.
using var stop = new CancellationTokenSource();
var stoppedBy = 0;

void OnSignal(PosixSignalContext signal, int exitCode)
{
    if (Interlocked.CompareExchange(ref stoppedBy, exitCode, 0) != 0)
        return;
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => OnSignal(signal, ExitCodes.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => OnSignal(signal, ExitCodes.Terminated));

var exitCode = await CliApplication.RunAsync(args, CliHost.OfThisProcess(), stop.Token);
return exitCode == ExitCodes.Interrupted && stoppedBy != 0 ? stoppedBy : exitCode;

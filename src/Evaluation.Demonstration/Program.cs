using Evaluation.Demonstration;
using Evaluation.Server;
using Evaluation.Server.Kit.Cli;

var shell = Shell.OfProcess();
return await CommandLine.RunAsync(args, shell, default, DemoVerb.Make(shell));

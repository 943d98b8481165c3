return await Evaluation.Server.Cli.CommandLine.RunAsync(args, Evaluation.Server.Cli.Shell.OfProcess());

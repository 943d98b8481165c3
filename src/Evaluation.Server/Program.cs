return await Evaluation.Server.CommandLine.RunAsync(args, Evaluation.Server.Kit.Cli.Shell.OfProcess());

using System.Reflection;
using System.Runtime.CompilerServices;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// The code around handlers is written ahead and committed. The test that compares it with the generator's output also
/// writes it (ops/codegen): one way to generate, and no compiler in any of our programs.
/// </summary>
public sealed class GeneratedCodeTests
{
    private const string Order = "EVALUATION_WRITE_GENERATED_CODE";

    /// <summary>The assemblies with handlers and their folders.</summary>
    public static TheoryData<Type, string> Homes => new()
    {
        { typeof(StoreSetup), "src/Evaluation.Server" },
        { typeof(KettleHandler), "tests/Evaluation.Server.Tests" },
    };

    [Theory]
    [MemberData(nameof(Homes))]
    public void The_committed_code_around_handlers_is_what_the_generator_writes(Type home, string project)
    {
        var folder = Path.Combine(Root(), project, "Internal", "Generated", "WolverineHandlers");
        var expected = Generate(home.Assembly);
        if (Environment.GetEnvironmentVariable(Order) == "1")
        {
            Write(folder, expected);
        }

        var committed = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        committed.Keys.Should().BeEquivalentTo(expected.Keys, "ops/codegen writes one file for each handler");
        foreach (var (file, code) in expected)
        {
            committed[file].Should().Be(code, "ops/codegen brings {0} up to date", file);
        }
    }

    private static Dictionary<string, string> Generate(Assembly handlers)
    {
        // Makes the bus start without a database and look for handlers again instead of trusting the committed list.
        DynamicCodeBuilder.WithinCodegenCommand = true;
        try
        {
            using var host = StoreHost.Build(
                "Host=nowhere", StoreRole.CommandOnly, parts => parts.Handlers = handlers,
                Evaluation.Server.Application.AddSlices);
            var variables = host.Services.GetRequiredService<IServiceVariableSource>();
            return host.Services.GetServices<ICodeFileCollection>()
                .SelectMany(collection => collection.BuildFiles().Select(file => (collection, file)))
                .ToDictionary(
                    pair => pair.file.FileName.Replace(' ', '_') + ".cs",
                    pair => Code(pair.collection, pair.file, variables),
                    StringComparer.Ordinal);
        }
        finally
        {
            DynamicCodeBuilder.WithinCodegenCommand = false;
        }
    }

    private static string Code(ICodeFileCollection collection, ICodeFile file, IServiceVariableSource variables)
    {
        var assembly = collection.StartAssembly(collection.Rules);
        file.AssembleTypes(assembly);
        variables.ResetServiceProvider();
        var code = assembly.GenerateCode(collection is ICodeFileCollectionWithServices ? variables : null);
        return code.ReplaceLineEndings("\n");
    }

    private static void Write(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (file, code) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), code);
        }
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}

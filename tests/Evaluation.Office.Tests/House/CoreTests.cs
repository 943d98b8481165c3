using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>What the core may know and how its records are made.</summary>
public sealed class CoreTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private static readonly Assembly Core = typeof(Week).Assembly;
    private static readonly Type[] Inexact = [typeof(double), typeof(float), typeof(DateTime)];

    private static IEnumerable<Type> Types => Core.GetTypes().Where(type => !IsGenerated(type));

    [Fact]
    public void The_core_refers_to_a_short_list_of_assemblies() => Core.GetReferencedAssemblies().Select(name => name.Name).Should().BeSubsetOf(
    [
        "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Linq.Parallel", "System.Threading", "System.Memory", "System.Runtime", "System.Runtime.InteropServices", "System.Security.Cryptography",
        "System.Text.Encodings.Web", "System.Text.Json", "System.Text.RegularExpressions", "Superpower", "Sylvan.Data.Csv", "YamlDotNet",

        // Sylvan's reader is a data reader; the core's own code may not touch data access (BannedSymbols.txt).
        "System.Data.Common",

        // Workbooks are packed XML; the core reads them from memory.
        "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "System.IO.Compression", "System.IO.Packaging",
        "System.Xml.ReaderWriter",
    ]);

    [Fact]
    public void The_core_refers_to_no_project() =>
        XDocument.Load(Path.Combine(Sample.Root(), "src", "Evaluation.Core", "Evaluation.Core.csproj")).Descendants("ProjectReference").Should().BeEmpty();

    [Fact]
    public void No_number_of_the_core_is_inexact_and_no_time_is_without_its_offset()
    {
        var used = Types.SelectMany(type =>
            type.GetFields(Everything).Select(field => (field.Name, Of: field.FieldType))
                .Concat(type.GetProperties(Everything).Select(property => (property.Name, Of: property.PropertyType)))
                .Concat(type.GetMethods(Everything).SelectMany(method => method.GetParameters().Append(method.ReturnParameter).Select(one => (method.Name, Of: one.ParameterType))))
                .Concat(type.GetConstructors(Everything).SelectMany(made => made.GetParameters().Select(one => (made.Name, Of: one.ParameterType))))
                .Select(one => ($"{type.Name}.{one.Name}", one.Of)));

        used.Where(one => Parts(one.Of).Any(Inexact.Contains)).Select(one => one.Item1).Should().BeEmpty();
    }

    [Fact]
    public void Events_are_sealed_records_without_public_setters() => Unchangeable(Types.Where(type => type.GetCustomAttribute<StoredAsAttribute>() is not null));

    [Fact]
    public void States_are_sealed_records_without_public_setters() => Unchangeable(
        Types.Where(type => type.GetMethods(Everything).Any(method => method is { Name: "Evolve" } && method.ReturnType == type)));

    [Fact]
    public void Every_public_class_is_sealed_or_static_or_a_choice_of_shapes() =>
        Types.Where(type => type.IsPublic && type is { IsClass: true, IsSealed: false, IsAbstract: false }).Should().BeEmpty();

    private static void Unchangeable(IEnumerable<Type> types)
    {
        var all = types.ToList();
        all.Should().NotBeEmpty();
        all.Should().OnlyContain(type => type.IsSealed && type.GetMethod("<Clone>$") != null);
        all.SelectMany(type => type.GetProperties(), (type, property) => (type.Name, property))
            .Where(one => one.property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Should().BeEmpty();
        all.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType)
            .Where(type => type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var open
                && (open == typeof(List<>) || open == typeof(Dictionary<,>) || open == typeof(HashSet<>))))
            .Should().BeEmpty();
    }

    private static bool IsGenerated(Type type) =>
        type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : type.HasElementType ? Parts(type.GetElementType()!)
        : [type];
}

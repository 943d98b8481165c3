using System.Reflection;
using System.Reflection.Emit;
using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>Stored names never change; they are checked at every start.</summary>
public sealed class EventNamesTests
{
    [Fact]
    public void Every_stored_record_is_found_under_its_name() =>
        EventNames.Of(typeof(KettleOwned).Assembly).TypeOf("kettle.filled.v1").Should().Be<KettleFilled>();

    [Theory]
    [InlineData("Kettle.Owned.v1")]
    [InlineData("kettle.owned")]
    [InlineData("owned.v1")]
    [InlineData("kettle.owned.v0")]
    [InlineData("kettle_owned.happened.v1")]
    public void A_malformed_name_stops_the_start(string name)
    {
        var start = () => EventNames.Of(AssemblyWith(name));

        start.Should().Throw<InvalidOperationException>().WithMessage($"'{name}'*");
    }

    [Fact]
    public void What_is_no_sealed_record_stops_the_start()
    {
        var start = () => EventNames.Of(AssemblyWith("kettle.broken.v1"));

        start.Should().Throw<InvalidOperationException>().WithMessage("*sealed record*");
    }

    [Fact]
    public void Two_events_under_one_name_stop_the_start()
    {
        var twice = (string[])["kettle.broken.v1", "kettle.broken.v1"];

        var start = () => EventNames.Of(twice.Select(name => AssemblyWith(name, record: true)));

        start.Should().Throw<InvalidOperationException>().WithMessage("*both stored as*");
    }

    private static AssemblyBuilder AssemblyWith(string name, bool record = false)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("m").DefineType("Made", TypeAttributes.Public | TypeAttributes.Sealed);
        type.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(StoredAsAttribute).GetConstructor([typeof(string)])!, [name]));
        if (record)
        {
            var clone = type.DefineMethod("<Clone>$", MethodAttributes.Public, type, []);
            clone.GetILGenerator().Emit(OpCodes.Ldarg_0);
            clone.GetILGenerator().Emit(OpCodes.Ret);
        }

        type.CreateType();
        return assembly;
    }
}

using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Interface;

/// <summary>The description of the interface as a page.</summary>
/// <param name="Words">What holds for all addresses.</param>
/// <param name="Groups">Addresses by what they are about.</param>
public sealed record InterfaceView(FrameView Frame, string Words, IReadOnlyList<AddressGroupView> Groups);

/// <summary>Addresses about one thing.</summary>
public sealed record AddressGroupView(string Name, IReadOnlyList<AddressView> Addresses);

/// <summary>One address.</summary>
/// <param name="Id">Its name in generated clients and in links.</param>
/// <param name="Who">Who may.</param>
/// <param name="Asked">What stands in the address or in a header.</param>
/// <param name="Body">The fields of the body.</param>
/// <param name="Answer">The fields of the answer.</param>
/// <param name="Refusals">Statuses other than 200, with words.</param>
public sealed record AddressView(
    string Id, string Method, string Path, string Summary, string Who, IReadOnlyList<PartView> Asked,
    IReadOnlyList<PartView> Body, IReadOnlyList<PartView> Answer, IReadOnlyList<PartView> Refusals);

/// <summary>A parameter, a field or a status.</summary>
/// <param name="Type">Its type in words; empty for a status.</param>
public sealed record PartView(string Name, string Type, bool Required, string Words);

namespace Evaluation.Server.Kit.Pages;

/// <summary>
/// The address of a list: all its conditions, its order and its place are in it, so that a view can be kept as a
/// bookmark and sent to somebody.
/// </summary>
/// <param name="Conditions">Names and values of parameters; those without a value are left out.</param>
public sealed record ListAddress(string Path, IReadOnlyList<(string Name, string? Value)> Conditions)
{
    /// <summary>The parameters that say where one is: another condition begins at the beginning again.</summary>
    private const string Order = "sort", Place = "after";

    /// <summary>The order asked for; null for the usual one.</summary>
    public string? Sort => ValueOf(Order);

    /// <summary>The value of a condition; null for none.</summary>
    public string? ValueOf(string name) => Conditions.FirstOrDefault(one => one.Name == name).Value;

    /// <summary>The same with another condition, from its beginning.</summary>
    public ListAddress With(string name, string? value) =>
        this with { Conditions = [.. Conditions.Where(one => one.Name != name && one.Name != Place), (name, value)] };

    /// <summary>The same in another order, from its beginning.</summary>
    public ListAddress SortedBy(string word) => With(Order, word);

    /// <summary>The same from another place on; null for the beginning.</summary>
    public ListAddress From(string? place) => With(Place, place);

    /// <summary>The same conditions at another path.</summary>
    public ListAddress At(string path) => this with { Path = path };

    /// <summary>The address in text.</summary>
    public override string ToString()
    {
        var query = string.Join('&', Conditions.Where(one => !string.IsNullOrEmpty(one.Value))
            .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? Path : $"{Path}?{query}";
    }
}

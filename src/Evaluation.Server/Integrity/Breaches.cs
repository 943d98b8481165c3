namespace Evaluation.Server.Integrity;

/// <summary>A kind of comparison.</summary>
/// <param name="Code">Its name in JSON.</param>
/// <param name="Label">Its name in print.</param>
public sealed record IntegrityCheck(string Code, string Label)
{
    /// <summary>The keys of the tables, and what was added to them.</summary>
    public static readonly IntegrityCheck Guards = new("guards", "表结构");

    /// <summary>Streams against their events.</summary>
    public static readonly IntegrityCheck Streams = new("streams", "事件流");

    /// <summary>The sequence of positions against the events.</summary>
    public static readonly IntegrityCheck Positions = new("positions", "事件序号");

    /// <summary>What single events say.</summary>
    public static readonly IntegrityCheck Events = new("events", "事件");

    /// <summary>Rows against the districts that were founded.</summary>
    public static readonly IntegrityCheck Districts = new("districts", "范围");

    /// <summary>The progress of the projections against the events.</summary>
    public static readonly IntegrityCheck Progress = new("progress", "处理进度");

    /// <summary>The tables of the board against the events.</summary>
    public static readonly IntegrityCheck Board = new("board", "计分数据");

    /// <summary>The files of claims against the events that name them.</summary>
    public static readonly IntegrityCheck Evidence = new("evidence", "佐证文件");

    /// <summary>Stored bulletins against the events that sealed them.</summary>
    public static readonly IntegrityCheck Sealed = new("sealed", "存档");

    /// <summary>What a stored page and table print against the record.</summary>
    public static readonly IntegrityCheck Printed = new("printed", "印发内容");

    /// <summary>Lists of bulletins against the events.</summary>
    public static readonly IntegrityCheck Headings = new("headings", "通报目录");

    /// <summary>Sealed records against the events before them.</summary>
    public static readonly IntegrityCheck Recount = new("recount", "重算");
}

/// <summary>A place where what is stored contradicts itself.</summary>
/// <param name="Object">What is concerned, in print.</param>
/// <param name="What">What differs.</param>
public sealed record Breach(string Object, string What);

/// <summary>What one kind of comparison found in a district.</summary>
/// <param name="District">The district; empty for what concerns all.</param>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first of them.</param>
public sealed record BreachGroup(string District, IntegrityCheck Check, int Count, IReadOnlyList<Breach> First)
{
    /// <summary>A line for each of the first, and one for the rest.</summary>
    public IEnumerable<string> Lines()
    {
        var where = $"{(District.Length == 0 ? "全库" : District)}　{Check.Label}　";
        foreach (var breach in First)
        {
            yield return $"{where}{breach.Object}：{breach.What}";
        }

        if (Count > First.Count)
        {
            yield return $"{where}另有{Count - First.Count}处，未列出。";
        }
    }
}

/// <summary>Gathers what is found: of each kind the first ones, of the rest how many.</summary>
/// <param name="most">How many of a kind are kept for each district.</param>
public sealed class Breaches(int most = Breaches.Most)
{
    /// <summary>How many are kept unless somebody asks for another number.</summary>
    public const int Most = 20;

    private readonly Dictionary<(string District, IntegrityCheck Check), (int Count, List<Breach> First)> groups = [];

    /// <summary>By district and kind, in the order in which the first of each was found.</summary>
    public IReadOnlyList<BreachGroup> Groups =>
    [
        .. groups.Select(group =>
            new BreachGroup(group.Key.District, group.Key.Check, group.Value.Count, group.Value.First)),
    ];

    /// <summary>Adds one.</summary>
    /// <param name="district">The district; empty for what concerns all.</param>
    /// <param name="about">What is concerned, in print.</param>
    /// <param name="what">What differs.</param>
    public void Add(string district, IntegrityCheck check, string about, string what)
    {
        var group = groups.TryGetValue((district, check), out var before) ? before : (0, []);
        if (group.First.Count < most)
        {
            group.First.Add(new Breach(about, what));
        }

        groups[(district, check)] = (group.Count + 1, group.First);
    }
}

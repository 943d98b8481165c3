using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>
/// Places week by week, the first at the top: each line is labelled at its end, and lines of units that share a place
/// run a few pixels apart.
/// </summary>
/// <param name="weeks">The weeks, at least two.</param>
/// <param name="tracks">The lines; those that stand out are drawn last.</param>
/// <param name="width">How wide it is; <see cref="Sketch.Phone"/> makes it a drawing for a telephone.</param>
internal sealed class RankChart(IReadOnlyList<CourseWeek> weeks, IReadOnlyList<Track> tracks, decimal width)
{
    private const decimal Left = 30m, Top = 26m, Foot = 46m, Letter = 13m, Apart = 3.5m, LabelPitch = 15m,
        Edge = 12m;

    private readonly int last = Math.Max(1, tracks.Max(track => track.Ranks.Max() ?? 1));

    private bool IsPhone => width == Sketch.Phone;

    private decimal Pitch => IsPhone ? 30m : 42m;

    private decimal Height => Top + Foot + Math.Max((last - 1) * Pitch, tracks.Count * LabelPitch);

    // What stands at the ends, and never more than half of the drawing.
    private decimal Right => Math.Min(
        width / 2m, tracks.Max(track => Sketch.WidthOf(LabelOf(track), Letter)) + 18m);

    /// <summary>The drawing.</summary>
    /// <param name="id">What it is known by on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers.</param>
    /// <param name="marks">Words at a line: which line, at which week, above it or below.</param>
    public string Draw(
        string id, string title, string told,
        params IReadOnlyList<(int Track, int Week, string Text, bool Above)> marks)
    {
        var sketch = new Sketch(width, Height);
        for (var rank = 1; rank <= last; rank++)
        {
            sketch.Line(Left, Y(rank), width - Right, Y(rank), "grid");
            sketch.Text(Left - 8m, Y(rank) + 4m, $"{Value.Of(rank)}", "", "end");
        }

        foreach (var (x, label) in Axis.Months(weeks, X, width))
        {
            sketch.Text(x, Height - 6m, label);
        }

        foreach (var track in tracks.OrderBy(track => track.Emphasis != Emphasis.None))
        {
            Line(sketch, track);
        }

        foreach (var (track, week, text, above) in marks)
        {
            var (x, y) = (X(week), YOf(tracks[track], week));
            sketch.Dot(x, y, 4.5m, "f1");
            sketch.Text(
                x, above ? Math.Max(y - 10m, Edge) : Math.Min(y + 19m, Height - 2m * Edge), text, "b h",
                x > (width - Right) / 2m ? "end" : "start");
        }

        Labels(sketch);
        return sketch.Svg($"{id}{(IsPhone ? "n" : "w")}", IsPhone ? "phone" : "desk", title, told);
    }

    private void Line(Sketch sketch, Track track)
    {
        var points = Enumerable.Range(0, weeks.Count)
            .Select(week => track.Ranks[week] is null ? ((decimal, decimal)?)null : (X(week), YOf(track, week)))
            .ToList();
        sketch.Path(points, track.Emphasis switch
        {
            Emphasis.Main => "ln s blue",
            Emphasis.Rose => "ln s red",
            Emphasis.Fell => "ln s green",
            _ => "ln thin",
        });
        foreach (var (x, y) in points.OfType<(decimal, decimal)>())
        {
            if (track.Emphasis == Emphasis.Rose && !IsPhone)
            {
                sketch.Dot(x, y, 3m, "mr");
            }
            else if (track.Emphasis == Emphasis.Fell && !IsPhone)
            {
                sketch.Box(x - 3m, y - 3m, 6m, 6m, "fg");
            }
        }
    }

    // Where two labels would touch, the lower one moves down; from the bottom they move up again.
    private void Labels(Sketch sketch)
    {
        var ends = tracks.Where(track => track.Ranks[^1] is not null && LabelOf(track).Length > 0)
            .Select(track => (Track: track, Y: YOf(track, weeks.Count - 1))).OrderBy(end => end.Y).ToList();
        var places = new decimal[ends.Count];
        for (var i = 0; i < ends.Count; i++)
        {
            places[i] = i == 0 ? ends[i].Y : Math.Max(ends[i].Y, places[i - 1] + LabelPitch);
        }

        for (var (i, most) = (ends.Count - 1, Height - Foot); i >= 0; i--)
        {
            places[i] = Math.Min(places[i], most);
            most = places[i] - LabelPitch;
        }

        for (var i = 0; i < ends.Count; i++)
        {
            var (track, y) = ends[i];
            var (dot, letters) = track.Emphasis switch
            {
                Emphasis.Main => ("f1", "l b bl"),
                Emphasis.Rose => ("fr", "l b ru"),
                Emphasis.Fell => ("fg", "l b gd"),
                _ => ("fn", "l"),
            };
            sketch.Dot(X(weeks.Count - 1), y, 4.5m, dot);
            var label = Sketch.Fitting(LabelOf(track), Letter, Right - 10m);
            sketch.Text(width - Right + 10m, places[i] + 4.5m, label, letters);
        }
    }

    private string LabelOf(Track track) => IsPhone ? track.Short : track.Label;

    private decimal X(int week) => Left + week * (width - Right - Left) / (weeks.Count - 1);

    private decimal Y(int rank) => Top + (rank - 1) * Pitch;

    private decimal YOf(Track track, int week)
    {
        var joint = tracks.Where(one => one.Ranks[week] == track.Ranks[week]).ToList();
        var step = joint.Count < 2 ? 0m : Math.Min(Apart, 0.8m * Pitch / (joint.Count - 1));
        return Y(track.Ranks[week]!.Value) + (joint.IndexOf(track) - (joint.Count - 1) / 2m) * step;
    }
}

using System.Globalization;
using System.Text;
using System.Xml;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Archive;

/// <summary>The newest bulletins as a feed (Atom, RFC 4287), for programs that tell people of news.</summary>
internal static class ArchiveFeed
{
    /// <summary>How many it holds.</summary>
    public const int Most = 50;

    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Writes it.</summary>
    /// <param name="site">The address of this server without a path.</param>
    /// <param name="bulletins">The last sealed first.</param>
    public static byte[] Write(string site, DistrictFounded founded, IReadOnlyList<BulletinHeading> bulletins)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            var own = $"{site}{Links.ArchiveFeed(founded.District)}";
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, own);
            xml.WriteElementString("title", Atom, $"{founded.Name}考评通报");
            var last = bulletins is [var newest, ..] ? newest.SealedOn : default;
            xml.WriteElementString("updated", Atom, Moment(last, founded));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, founded.Issuer);
            xml.WriteEndElement();
            Link(xml, "self", own);
            Link(xml, "alternate", $"{site}{Links.Archive(founded.District)}");
            foreach (var one in bulletins.Take(Most))
            {
                Entry(xml, site, founded, one);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    // A later issue is news of its own: readers show again what has another id.
    private static void Entry(XmlWriter xml, string site, DistrictFounded founded, BulletinHeading one)
    {
        var address = $"{site}{Links.Issue(founded.District, one.Id, one.Issue)}";
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, address);
        xml.WriteElementString("title", Atom, $"{one.Title}（{one.Document}）");
        xml.WriteElementString("updated", Atom, Moment(one.SealedOn, founded));
        Link(xml, "alternate", address);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    // Headings know the day alone.
    private static string Moment(DateOnly day, DistrictFounded founded) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), day == default ? TimeSpan.Zero : founded.UtcOffset)
            .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}

using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>Files as people send them.</summary>
internal static class SampleFiles
{
    /// <summary>What the camera of <see cref="Photo"/> noted.</summary>
    public const string Place = "GPS 23.1N 112.5E";

    /// <summary>A photograph with a note of the camera.</summary>
    /// <param name="seed">Two of different seeds are different files.</param>
    /// <param name="width">Points.</param>
    /// <param name="height">Points.</param>
    public static byte[] Photo(int seed, int width = 900, int height = 600)
    {
        var plain = Picture(SKEncodedImageFormat.Jpeg, seed, width, height);
        var note = Encoding.ASCII.GetBytes($"Exif\0\0{Place}");
        return
        [
            .. plain[..2], 0xFF, 0xE1, (byte)((note.Length + 2) >> 8), (byte)(note.Length + 2), .. note, .. plain[2..],
        ];
    }

    /// <summary>A picture.</summary>
    public static byte[] Picture(SKEncodedImageFormat format, int seed, int width = 300, int height = 200)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor((byte)(seed * 37 % 256), (byte)(seed * 11 % 256), (byte)(seed % 7)));
            using var paint = new SKPaint { Color = SKColors.White };
            canvas.DrawCircle(width / 2f, height / 2f, 20 + (seed % 50), paint);
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A few kilobytes that say that they are a picture of 900 million points.</summary>
    public static byte[] Bomb()
    {
        var small = Picture(SKEncodedImageFormat.Png, 1);
        byte[] head = [0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x75, 0x30, 0x00, 0x00, 0x75, 0x30, .. small[24..29]];
        return [.. small[..12], .. head, .. Crc(head), .. small[33..]];
    }

    // As PNG has it: without it the decoder would say that the file is broken, and not that it is too large.
    private static byte[] Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        crc = ~crc;
        return [(byte)(crc >> 24), (byte)(crc >> 16 & 0xFF), (byte)(crc >> 8 & 0xFF), (byte)(crc & 0xFF)];
    }

    /// <summary>A PDF of one empty page.</summary>
    public static byte[] Pdf(string text = "1") => Encoding.Latin1.GetBytes(
        $"%PDF-1.4\n% {text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        + "xref\n0 3\ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n");

    /// <summary>A Word document.</summary>
    public static byte[] Word() => Package(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");

    /// <summary>A workbook.</summary>
    public static byte[] Excel() => Package(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");

    /// <summary>A package of Office that says what its main part is.</summary>
    public static byte[] Package(string main)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var list = new StreamWriter(package.CreateEntry("[Content_Types].xml").Open());
            list.Write($"<Types><Override PartName=\"/main.xml\" ContentType=\"{main}\"/></Types>");
        }

        return bytes.ToArray();
    }
}

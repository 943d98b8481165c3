using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using SkiaSharp;

namespace Evaluation.Server.Evidence;

/// <summary>
/// Pictures made again from their points alone, so that nobody sees what a camera or a program wrote beside them: where
/// it was taken, by what, and whatever else was hidden in the file.
/// </summary>
internal static class EvidencePictures
{
    /// <summary>The longer side of a picture beside a claim, in points.</summary>
    public const int Small = 320;

    /// <summary>The longer side of a picture by itself: a scanned page stays legible.</summary>
    public const int Large = 2560;

    // A page scanned at 600 points an inch, or a telephone's largest picture: decoded it takes 256 MiB.
    private const long MostPoints = 64_000_000;
    private const int MostSide = 20_000, Quality = 82;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Decoding takes a processor and much memory, and people wait for their pages beside it.
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>Makes a picture again in two sizes.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="name">Its name, for the refusal.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>Both as JPEG, or why it is refused: too many points, not whole, too slow.</returns>
    public static async Task<Result<PictureViews>> MakeAsync(string path, string name, CancellationToken ct)
    {
        if (!await One.WaitAsync(Longest, ct))
        {
            return Busy(name);
        }

        // Whoever gives up leaves the decoder to its end: it cannot be stopped, and the next one waits for it.
        var making = Task.Run(
            () =>
            {
                try
                {
                    return Make(path, name);
                }
                finally
                {
                    One.Release();
                }
            },
            CancellationToken.None);
        return await Task.WhenAny(making, Task.Delay(Longest, ct)) == making ? await making : Busy(name);
    }

    private static Result<PictureViews> Make(string path, string name)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null)
        {
            return EvidenceType.Broken(name);
        }

        var size = codec.Info;
        if ((long)size.Width * size.Height > MostPoints || Math.Max(size.Width, size.Height) > MostSide)
        {
            return new Refusal(
                "picture-too-large", $"“{Characters.Short(name)}”有{size.Width}×{size.Height}个像素，超过6400万。",
                "files", "请缩小图片后重新提交。");
        }

        // A photograph is decoded in about the size that is wanted, which is faster and takes less memory.
        // The decoder knows eighths.
        var eighths = MathF.Ceiling(8f * Large / Math.Max(size.Width, size.Height));
        var scaled = codec.GetScaledDimensions(Math.Min(1f, eighths / 8f));
        var whole = Math.Max(scaled.Width, scaled.Height) < Math.Min(Large, Math.Max(size.Width, size.Height))
            ? size.Size : scaled;
        using var points = new SKBitmap(new SKImageInfo(
            whole.Width, whole.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(points.Info, points.GetPixels()) is not SKCodecResult.Success)
        {
            return EvidenceType.Broken(name);
        }

        using var large = Upright(points, codec.EncodedOrigin, Large);
        using var small = Upright(large, SKEncodedOrigin.TopLeft, Small);
        return new PictureViews(Encoded(small), Encoded(large));
    }

    // On white, as paper is; turned as the camera was held.
    private static SKBitmap Upright(SKBitmap from, SKEncodedOrigin origin, int longest)
    {
        var by = Math.Min(1f, (float)longest / Math.Max(from.Width, from.Height));
        var (width, height) = (Math.Max(1, (int)(from.Width * by)), Math.Max(1, (int)(from.Height * by)));
        var aside = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
        var made = new SKBitmap(new SKImageInfo(
            aside ? height : width, aside ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(made);
        canvas.Clear(SKColors.White);
        canvas.Concat(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(from);
        canvas.DrawImage(
            image, new SKRect(0, 0, width, height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return made;
    }

    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static byte[] Encoded(SKBitmap picture)
    {
        using var data = picture.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    private static Refusal Busy(string name) => new(
        "picture-slow", $"“{Characters.Short(name)}”没有及时处理完。", "files", "请稍后重新提交，或缩小图片。")
    {
        Kind = RefusalKind.Unavailable,
    };
}

/// <summary>A picture as others see it.</summary>
/// <param name="Small">Beside a claim, JPEG.</param>
/// <param name="Large">By itself, JPEG.</param>
internal sealed record PictureViews(byte[] Small, byte[] Large);

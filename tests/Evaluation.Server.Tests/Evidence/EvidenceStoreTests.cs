using Evaluation.Office.Claims;
using Evaluation.Server.Backups;
using Evaluation.Server.Evidence;
using FluentAssertions;
using SkiaSharp;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>The folder of files: nothing half in it, nothing lost from it.</summary>
public sealed class EvidenceStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_content_is_kept_once_and_nothing_is_left_of_what_was_refused_or_broke_off()
    {
        var store = new EvidenceStore(TestFolder.New(1000));
        var first = await KeepAsync(store, SampleFiles.Pdf(), "一.pdf");
        var again = await KeepAsync(store, SampleFiles.Pdf(), "二.PDF");
        (again.Sha256, again.Name).Should().Be((first.Sha256, "二.pdf"));
        (await store.KeepAsync(new MemoryStream(new byte[1001]), "大.pdf", Ct)).Refusal!.Code.Should()
            .Be("file-too-large");
        var breaking = () => store.KeepAsync(new Breaking(), "断.pdf", Ct);
        (await breaking()).Refusal!.Code.Should().Be("files-not-kept");

        Names(store.Folder).Should().Equal(first.Sha256);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(store.PathOf(first.Sha256)).Should()
                .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_is_said_and_nothing_thrown()
    {
        var blocked = Path.GetTempFileName();
        var store = new EvidenceStore(new EvidenceSettings(Path.Combine(blocked, "evidence"), 1000));
        var kept = await store.KeepAsync(new MemoryStream(SampleFiles.Pdf()), "一.pdf", Ct);
        kept.Refusal!.What.Should().Contain("存储空间可能已满");
        File.Delete(blocked);
    }

    [Fact]
    public async Task Many_send_the_same_file_at_once()
    {
        var store = new EvidenceStore(TestFolder.New());
        var photo = SampleFiles.Photo(9);
        var kept = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => KeepAsync(store, photo, $"{i}.jpg"), Ct)));

        kept.Select(one => one.Sha256).Distinct().Should().ContainSingle();
        Names(store.Folder).Should().HaveCount(3, "the file and two views of it");
        (await File.ReadAllBytesAsync(store.PathOf(kept[0].Sha256), Ct)).Should().Equal(photo);
    }

    [Fact]
    public async Task What_nothing_names_is_put_aside_after_a_day_and_deleted_after_another_one()
    {
        var store = new EvidenceStore(TestFolder.New());
        var named = await KeepAsync(store, SampleFiles.Photo(21), "用.jpg");
        var unnamed = await KeepAsync(store, SampleFiles.Photo(22), "不用.jpg");
        var late = await KeepAsync(store, SampleFiles.Pdf("late"), "后用.pdf");
        HashSet<string> names = [named.Sha256];
        var now = DateTimeOffset.UtcNow;

        store.Sweep(names, now.AddHours(23)).Should().Be(0);
        store.Sweep(names, now.AddHours(25)).Should().Be(2);
        (store.Open(unnamed.Sha256), store.Touch(unnamed.Sha256)).Should().Be((null, false));

        // An event came to name it after all.
        names.Add(late.Sha256);
        store.Sweep(names, now.AddHours(26)).Should().Be(0);
        (await File.ReadAllBytesAsync(store.PathOf(late.Sha256), Ct)).Should().Equal(SampleFiles.Pdf("late"));
        store.Sweep(names, now.AddHours(50)).Should().Be(1);
        Names(store.Folder).Where(EvidenceFile.IsHash).Should().BeEquivalentTo([named.Sha256, late.Sha256]);
        store.Touch(named.Sha256).Should().BeTrue();
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft, 800, 600)]
    [InlineData(SKEncodedOrigin.RightTop, 600, 800)]
    public async Task A_picture_is_turned_as_the_camera_was_held(SKEncodedOrigin origin, int width, int height)
    {
        var plain = SampleFiles.Picture(SKEncodedImageFormat.Jpeg, 30, 800, 600);
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)origin, 0, 0, 0, 0, 0, 0,
        ];
        byte[] photo = [.. plain[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. plain[2..]];
        var store = new EvidenceStore(TestFolder.New());
        var file = await KeepAsync(store, photo, "竖拍.jpg");

        using var large = SKBitmap.Decode(await store.ViewAsync(file, small: false, Ct));
        using var small = SKBitmap.Decode(await store.ViewAsync(file, small: true, Ct));
        (large.Width, large.Height).Should().Be((width, height));
        Math.Max(small.Width, small.Height).Should().Be(320);
    }

    [Fact]
    public async Task A_large_photograph_becomes_smaller_and_views_are_made_again_when_they_are_gone()
    {
        var store = new EvidenceStore(TestFolder.New());
        var file = await KeepAsync(store, SampleFiles.Photo(40, 5000, 3000), "大图.jpg");
        Directory.Delete(Path.Combine(store.Folder, "views"), recursive: true);

        using var large = SKBitmap.Decode(await store.ViewAsync(file, small: false, Ct));
        (large.Width, large.Height).Should().Be((2560, 1536));
        File.Delete(store.PathOf(file.Sha256));
        Directory.Delete(Path.Combine(store.Folder, "views"), recursive: true);
        (await store.ViewAsync(file, small: false, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task Copies_take_what_is_new_and_bring_back_what_is_missing_or_altered()
    {
        var (store, copies) = (new EvidenceStore(TestFolder.New()), TestFolder.New().Folder);
        var files = new List<EvidenceFile>();
        foreach (var text in (string[])["a", "b", "c"])
        {
            files.Add(await KeepAsync(store, SampleFiles.Pdf(text), $"{text}.pdf"));
        }

        (await new EvidenceCopies().CopyAsync(store.Files, copies, Ct)).Copied.Should().Be(3);
        (await new EvidenceCopies().CopyAsync(store.Files, copies, Ct)).Copied.Should().Be(0);

        // What is damaged here does not take the place of the good one there.
        await File.WriteAllTextAsync(store.PathOf(files[0].Sha256), "altered", Ct);
        File.Delete(store.PathOf(files[1].Sha256));
        (await new EvidenceCopies().CopyAsync(store.Files, copies, Ct)).Copied.Should().Be(0);
        (await new EvidenceCopies().CopyAsync(copies, store.Files, Ct)).Copied.Should().Be(2);
        foreach (var (file, text) in files.Zip((string[])["a", "b", "c"]))
        {
            (await File.ReadAllBytesAsync(store.PathOf(file.Sha256), Ct)).Should().Equal(SampleFiles.Pdf(text));
        }

        await File.WriteAllTextAsync(store.PathOf(files[2].Sha256), "altered", Ct);
        (await new EvidenceCopies().CopyAsync(store.Files, TestFolder.New().Folder, Ct)).Wrong.Should()
            .Equal(files[2].Sha256);
    }

    [Theory]
    [InlineData(null, null, 20)]
    [InlineData("/srv/evidence", "5", 5)]
    [InlineData(null, "0", null)]
    [InlineData(null, "101", null)]
    [InlineData(null, "20MB", null)]
    public void Settings_are_read_or_refused(string? folder, string? size, int? mebibytes)
    {
        var read = EvidenceSettings.Read(name => name == EvidenceSettings.FolderVariable ? folder : size);
        (read.Refusal is null ? (int?)(read.Value.MostBytes >> 20) : null).Should().Be(mebibytes);
        if (folder is not null)
        {
            read.Value.Folder.Should().Be(folder);
        }
    }

    private static async Task<EvidenceFile> KeepAsync(EvidenceStore store, byte[] content, string name) =>
        (await store.KeepAsync(new MemoryStream(content), name, Ct)).Value;

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!);

    private sealed class Breaking : MemoryStream
    {
        private bool begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (begun)
            {
                throw new IOException("The line is gone.");
            }

            begun = true;
            "%PDF-"u8.CopyTo(buffer.Span);
            return ValueTask.FromResult(5);
        }
    }
}

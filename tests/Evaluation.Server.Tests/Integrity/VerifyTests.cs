using System.Xml.Linq;
using Evaluation.Office.Publication;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Marten;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>Whatever somebody changes in the database past the program, `verify` names it.</summary>
public sealed class VerifyTests(VerifiedTown town) : IClassFixture<VerifiedTown>
{
    public static TheoryData<string> Names => [.. Tamperings.All.Select(one => one.Name)];

    // Nothing in the database contradicts these; only hashes of the events that are kept elsewhere would.
    public static TheoryData<string> Unseen =>
    [
        $"update {MartenTables.Events} set user_name = 'xu' where stream_id = 'claim/V2' and version = 2",
        $"update {MartenTables.Events} set data = data || '{{\"note\": \"别的\"}}' where type = 'claim.verified.v1'",
        $"update {MartenTables.Events} set headers = null where stream_id = 'claim/V2'",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_nobody_touched_has_no_findings()
    {
        var report = await town.VerifyAsync();

        report.Lines().Should().BeEmpty();
        report.Districts.Select(one => (one.District, one.Issues)).Should()
            .Equal((VerifiedTown.Other, 0), (Town.District, 4));
        report.Summary.Should().Contain("核对2个范围").And.Contain("4期印发").And.EndWith("全部一致。");
    }

    [Fact]
    public async Task A_paper_names_persons_where_names_are_known_and_accounts_where_none_is()
    {
        await using var session = town.Get<IDocumentStore>().QuerySession(Town.District);
        var (first, again) = (await session.LoadAsync<SealedBulletin>("2023-W01", Ct),
            await session.LoadAsync<SealedBulletin>("2023-W01.002", Ct));

        first!.Page.Should().Contain("由ma办理截止").And.Contain("由song签发").And.Contain("由xu核对确认");
        again!.Page.Should().Contain("由马经办提出，宋签发核准").And.Contain("由宋签发签发").And.NotContain("song");
        var (told, before) = (BulletinFiles.Read(again.Record), BulletinFiles.Read(first.Record));
        (told.SealedBy, told.Issue!.ProposedBy, told.ClosedBy).Should().Be(("宋签发", "马经办", "ma"));
        (before.SealedBy, before.ConfirmedBy, before.ClosedBy).Should().Be(("song", "xu", "ma"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fang")]
    public void A_stranger_gets_the_public_paper_and_nothing_of_an_internal_one(string who)
    {
        Paper($"{who} 2023-W02.json").Should().Match<Bulletin>(paper => paper.Paper == Bulletin.ForPublic
            && paper.ClosedBy == "" && paper.ConfirmedBy == null);
        Paper($"{who} 2023-W02/issues/1.json").Paper.Should().Be(Bulletin.ForPublic);
        foreach (var page in (string[])["2023-W02", "2023-W02/issues/1"])
        {
            Said($"{who} {page}").Should().StartWith("200").And.Contain("由考评办办理截止")
                .And.NotContain("由ma办理截止").And.NotContain("由xu核对确认").And.Contain("由song签发");
        }

        Said($"{who} 2023-W02/issues").Should()
            .Contain(BulletinFiles.Sha256(Said($"{who} 2023-W02.json")[4..])).And.NotContain("对外公布的一份");
        var refused = who.Length == 0 ? "401" : "403";
        town.Served.Where(one => one.Key.StartsWith($"{who} 2023-W03", StringComparison.Ordinal)).Should().HaveCount(14)
            .And.OnlyContain(one => one.Value.StartsWith(refused));
        foreach (var list in (string[])["home", "bulletins", "bulletins.atom"])
        {
            Said($"{who} {list}").Should().Contain("2023-W02").And.NotContain("2023-W03", list);
        }
    }

    [Theory]
    [InlineData("chen")]
    [InlineData("zhou")]
    public void A_member_gets_the_paper_for_members_and_on_asking_the_public_one(string who)
    {
        Paper($"{who} 2023-W02.json").Should().Match<Bulletin>(paper => paper.Paper == null
            && paper.ClosedBy == "ma" && paper.ConfirmedBy == "xu");
        Said($"{who} 2023-W02").Should().Contain("由ma办理截止").And.Contain("由xu核对确认");
        Said($"{who} 2023-W02?paper=public").Should().Be(Said(" 2023-W02"));
        Said($"{who} 2023-W02/issues/1.json?paper=public").Should().Be(Said(" 2023-W02.json"));
        Said($"{who} 2023-W02/issues").Should().Contain("对外公布的一份")
            .And.Contain(BulletinFiles.Sha256(Said(" 2023-W02.json")[4..]));
        town.Served.Where(one => one.Key.StartsWith($"{who} 2023-W03", StringComparison.Ordinal)).Should().HaveCount(14)
            .And.OnlyContain(one => one.Value.StartsWith("200"));
        foreach (var list in (string[])["home", "bulletins", "bulletins.atom"])
        {
            Said($"{who} {list}").Should().Contain("2023-W03", list);
        }
    }

    [Fact]
    public void The_archive_is_looked_through_and_its_feed_names_each_issue()
    {
        Said("zhou bulletins").Should().Contain("共3期").And.Contain("第2次印发").And.Contain("certutil");
        Said("zhou bulletins?q=W02").Should().Contain("找到1期").And.NotContain("2023-W01");
        Said("zhou bulletins?sort=period").Should().Contain("找到0期");
        var feed = XDocument.Parse(Said("zhou bulletins.atom"));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        feed.Root!.Elements(atom + "entry").Select(one => new Uri(one.Element(atom + "id")!.Value).AbsolutePath)
            .Should().Equal(
                $"/{Town.District}/bulletins/2023-W01/issues/2", $"/{Town.District}/bulletins/2023-W03/issues/1",
                $"/{Town.District}/bulletins/2023-W02/issues/1");
        feed.Root.Element(atom + "updated")!.Value.Should().EndWith("+08:00");
    }

    [Fact]
    public void A_paper_for_everybody_alone_is_the_same_for_all_and_reading_an_internal_one_is_noted()
    {
        foreach (var who in (string[])["chen", "zhou", "fang"])
        {
            Said($"{who} 2023-W01.json").Should().Be(Said(" 2023-W01.json"));
        }

        Said("audit").Should().Contain("查看内部通报").And.Contain("2023-W03").And.Contain("zhou")
            .And.NotContain("chen");
    }

    private string Said(string key) => town.Served[key];

    private Bulletin Paper(string key) => BulletinFiles.Read(Said(key)[4..]);

    [Fact]
    public void A_database_without_any_bulletin_has_no_findings()
    {
        town.BeforeSealing!.Lines().Should().BeEmpty();
        town.BeforeSealing.Districts.Select(one => one.Issues).Should().Equal(0, 0);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_is_changed_by_SQL_is_named(string name)
    {
        var tampering = Tamperings.All.Single(one => one.Name == name);

        (await town.TamperAsync(tampering.Sql)).Should()
            .Contain(line => !line.StartsWith("提示", StringComparison.Ordinal) && tampering.Said.All(line.Contains));
    }

    // A span is recorded from the last position before it.
    [Theory]
    [InlineData("(11, 14)", false)]
    [InlineData("(11, 12), (12, 14)", false)]
    [InlineData("(12, 14), (11, 12)", false)]
    [InlineData("(11, 12)", true)]
    [InlineData("(13, 14), (11, 12), (20, 30)", false)]
    [InlineData("(14, 14), (11, 12)", true)]
    [InlineData("(20, 30)", true)]
    public async Task Positions_that_were_passed_over_are_no_gap_in_however_many_spans(string spans, bool isGap)
    {
        var lines = await town.TamperAsync(
            $"""
            delete from {MartenTables.Events} where seq_id between 12 and 14;
            insert into {MartenTables.SkippedPositions} (starting_sequence, ending_sequence) values {spans}
            """);

        lines.Any(line => line.Contains("第12号至第14号：没有事件。", StringComparison.Ordinal)).Should().Be(isGap);
    }

    // The daemon records a span from the position it had reached to the one behind the gap, with all events between.
    [Fact]
    public async Task A_span_with_a_gap_in_it_may_hold_events() =>
        (await town.TamperAsync(
            $"insert into {MartenTables.SkippedPositions} (starting_sequence, ending_sequence) values (3, 9)"))
            .Should().BeEmpty();

    /// <summary>What somebody does to a table, how it is undone, and what is said about it.</summary>
    public static TheoryData<string, string, string> Guards => new()
    {
        {
            $"""
            create function other() returns trigger language plpgsql as 'begin return null; end';
            create trigger other before insert on {MartenTables.Events} for each row execute function other()
            """,
            $"drop trigger other on {MartenTables.Events}; drop function other()", "触发器“other”"
        },
        {
            $"create rule other as on delete to {MartenTables.Streams} do instead nothing",
            $"drop rule other on {MartenTables.Streams}", "改写规则“other”"
        },
        {
            $"create policy other on {MartenTables.SealedBulletins} using (false)",
            $"drop policy other on {MartenTables.SealedBulletins}", "行级策略“other”"
        },
        {
            $"""
            create table public.other as select oid, pg_get_constraintdef(oid) as made from pg_constraint
                where conrelid = '{MartenTables.IssueTurns}'::regclass and contype = 'p';
            do $$ begin execute (select 'alter table {MartenTables.IssueTurns} drop constraint ' || conname
                from pg_constraint where oid = (select oid from public.other)); end $$
            """,
            $"""
            do $$ begin execute (select 'alter table {MartenTables.IssueTurns} add ' || made from public.other); end $$;
            drop table public.other
            """,
            "主键"
        },
        {
            $"""
            create table public.other as select pg_get_indexdef(indexrelid) as made, indexrelid::regclass::text as name
                from pg_index where indrelid = '{MartenTables.Events}'::regclass
                    and pg_get_indexdef(indexrelid) like '%UNIQUE%version%';
            do $$ begin execute (select 'drop index ' || name from public.other); end $$
            """,
            """
            do $$ begin execute (select made from public.other); end $$;
            drop table public.other
            """,
            "事件流与版本的唯一索引"
        },
        {
            $"alter table {BoardTables.Name} drop constraint pkey_live_name_tenant_id_generation_id, "
            + "add constraint other primary key (tenant_id, generation, id, name)",
            $"alter table {BoardTables.Name} drop constraint other, "
            + "add constraint pkey_live_name_tenant_id_generation_id primary key (tenant_id, generation, id)",
            "主键（generation, id, tenant_id）"
        },
        {
            $"alter sequence {MartenTables.EventSequence} increment by 1000",
            $"alter sequence {MartenTables.EventSequence} increment by 1", "步长“1000”"
        },
        {
            $"alter table {BoardTables.Claim} add constraint other check (true)",
            $"alter table {BoardTables.Claim} drop constraint other", "约束“other”"
        },
        {
            $"""
            create table public.other (id integer primary key);
            alter table {BoardTables.Claim} add other integer references public.other on delete cascade
            """,
            $"alter table {BoardTables.Claim} drop column other; drop table public.other", "约束“live_claim_other_fkey”"
        },
        {
            $"alter table {MartenTables.Events} alter user_name set default 'li'",
            $"alter table {MartenTables.Events} alter user_name drop default", "默认值“user_name”"
        },
        {
            $"alter table {MartenTables.Events} drop constraint fkey_mt_events_stream_id_tenant_id",
            $"alter table {MartenTables.Events} add constraint fkey_mt_events_stream_id_tenant_id "
                + $"foreign key (tenant_id, stream_id) references {MartenTables.Streams} (tenant_id, id)",
            "事件对事件流的外键"
        },
        {
            $"create table public.other () inherits ({BoardTables.Name})", "drop table public.other", "下级表“other”"
        },
    };

    [Theory, MemberData(nameof(Guards))]
    public async Task A_table_that_is_not_guarded_as_it_was_made_is_named(string changes, string restores, string said)
    {
        await town.ChangeAsync(changes);
        try
        {
            (await town.VerifyAsync()).Lines().Should().ContainSingle().Which.Should().Contain(said);
        }
        finally
        {
            await town.ChangeAsync(restores);
        }
    }

    [Fact]
    public async Task A_column_that_is_gone_is_named_and_the_rest_is_looked_at_all_the_same()
    {
        await town.ChangeAsync(
            $"alter table {BoardTables.Name} rename column name to other; "
            + $"update {MartenTables.Streams} set version = version + 1 where id = 'claim/V2'");
        try
        {
            (await town.VerifyAsync()).Lines().Should()
                .Contain(line => line.Contains("live_name.name：缺少这一列"))
                .And.Contain(line => line.Contains("没有核对完"))
                .And.Contain(line => line.Contains("claim/V2"));
        }
        finally
        {
            await town.ChangeAsync(
                $"alter table {BoardTables.Name} rename column other to name; "
                + $"update {MartenTables.Streams} set version = version - 1 where id = 'claim/V2'");
        }
    }

    [Theory, MemberData(nameof(Unseen))]
    public async Task What_nothing_contradicts_is_not_found(string sql) =>
        (await town.TamperAsync(sql)).Should().BeEmpty();
}

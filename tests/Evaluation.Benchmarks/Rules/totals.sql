-- The twelve clauses of rulebook.yaml as one statement: points of each unit and week.
-- Repeats go on from the last visit that counted, so they need recursion; caps go on from what is used up, so they are
-- running sums in order of day: first of the week, then of the year.
with recursive counted (kind, unit, enterprise, day, id) as (
    (select distinct on (kind, unit, enterprise) kind, unit, enterprise, day, id
     from fact where kind in ('visit', 'referral')
     order by kind, unit, enterprise, day, id)
    union all
    select next.kind, next.unit, next.enterprise, next.day, next.id
    from counted last
    cross join lateral (
        select kind, unit, enterprise, day, id from fact
        where kind = last.kind and unit = last.unit and enterprise = last.enterprise and day > last.day + 60
        order by day, id limit 1) next
),
fresh as (
    select fact.*, counted.id is not null as counts
    from fact left join counted using (kind, unit, enterprise, day, id)
    where fact.kind in ('visit', 'referral')
),
given (clause, unit, week, year, day, id, points, week_cap, year_cap) as (
    select 1, unit, week, year, day, id, case when counts then 0.5 else 0 end * part, 1.5, 40
    from fresh where kind = 'visit'
    union all
    select 2, unit, week, year, day, id, 0.3 * part, 0.6, 8 from fact where kind = 'visit' and leader = 'top'
    union all
    select 3, unit, week, year, day, id, least(days * 0.1 * part, 0.4), null, 6 from fact where kind = 'trip'
    union all
    select 4, unit, week, year, day, id,
        case visitor_rank when 'principal' then 1.5 when 'executive' then 1 else 0.5 end
            * part * case when counts then 1 else 0.5 end, 2, 45
    from fresh where kind = 'referral'
    union all
    select 5, unit, week, year, day, id, 0.5 * part, null, 5
    from fact where kind = 'referral' and referred_by is not null
    union all
    select 6, unit, week, year, day, id,
        case when contracted >= 1000000000 then 12 when contracted >= 500000000 then 8
             when contracted >= 100000000 then 5 when contracted >= 50000000 then 3 else 0 end
            * case when industry in ('新能源汽车', '新材料', '电子信息', '大健康') then 1.2 else 1 end * part,
        null, null
    from fact where kind = 'signing'
    union all
    select 7, unit, week, year, day, id,
        least(3, part * (
            greatest(0, least(contracted, 500000000) - 100000000) * 0.4
            + greatest(0, least(contracted, 1000000000) - 500000000) * 0.3
            + greatest(0, contracted - 1000000000) * 0.2) / 100000000), null, null
    from fact where kind = 'signing'
    union all
    select 8, unit, week, year, day, id,
        case stage when 'reviewed' then 0.5 when 'registered' then 0.5 when 'land' then 1 when 'started' then 2
                   when 'statistics' then 1 when 'completed' then 1.5 when 'production' then 2 else 1 end
            * case when contracted >= 1000000000 then 1.5 when contracted >= 100000000 then 1 else 0.5 end
            * case when industry in ('新能源汽车', '新材料', '电子信息', '大健康') then 1.2 else 1 end * part, null, 25
    from fact where kind = 'stage'
    union all
    select 9, unit, week, year, day, id,
        case when contracted >= 1000000000 then 3 when contracted >= 500000000 then 2
             when contracted >= 100000000 then 1 else 0 end * part, null, null
    from fact where kind = 'stage' and stage = 'started'
    union all
    select 10, unit, week, year, day, id,
        least(2, floor(amount / 30000000) * 0.5
            * case when industry in ('新能源汽车', '新材料', '电子信息', '大健康') then 1.2 else 1 end * part), null, 10
    from fact where kind = 'increase' and amount >= 30000000
    union all
    select 11, unit, week, year, day, id, case when firms >= 50 then 1.5 else 1 end * part, 2, 9
    from fact where kind = 'promotion'
    union all
    select 12, unit, week, year, day, id, case when expected >= 100000000 then 0.2 else 0.1 end * part, 0.3, 4
    from fact where kind = 'lead'
),
in_week as (
    select clause, unit, week, year, day, id, year_cap,
        case when week_cap is null then points
             else least(week_cap, sum(points) over run) - least(week_cap, sum(points) over run - points) end as points
    from given
    window run as (partition by clause, unit, week order by day, id rows unbounded preceding)
),
in_year as (
    select unit, week,
        case when year_cap is null then points
             else least(year_cap, sum(points) over run) - least(year_cap, sum(points) over run - points) end as points
    from in_week
    window run as (partition by clause, unit, year order by day, id rows unbounded preceding)
)
select unit, week, sum(points) as points from in_year group by unit, week

using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// Samples of records, and the same samples with a single member changed, at any depth. Members are found by
/// reflection, so that a new one is changed too.
/// </summary>
internal static class MemberChanges
{
    /// <summary>A sample; always the same one for a type.</summary>
    public static object Sample(Type type) => Leaf(type) is { } leaf ? leaf.Value
        : ElementOf(type) is { } element ? ListOf(type, element, [Sample(element)])
        : ValueOf(type) is { } value ? DictionaryOf(value, "a", Sample(value))
        : Record(type, Members(type).ToDictionary(member => member.Name, member => Sample(member.PropertyType)));

    /// <summary>All values that differ from the sample in one place, each with the path to it.</summary>
    public static IEnumerable<(string Path, object Changed)> Of(Type type, string path = "")
    {
        if (Leaf(type) is { } leaf)
        {
            return [(path, leaf.Other)];
        }

        if (ElementOf(type) is { } element)
        {
            return Of(element, $"{path}[0]").Select(one => (one.Path, ListOf(type, element, [one.Changed])))
                .Append(($"{path}.Count", ListOf(type, element, [])));
        }

        if (ValueOf(type) is { } value)
        {
            return Of(value, $"{path}[a]").Select(one => (one.Path, DictionaryOf(value, "a", one.Changed)))
                .Append(($"{path}.Keys", DictionaryOf(value, "b", Sample(value))));
        }

        return
            from changed in Members(type)
            from one in Of(changed.PropertyType, $"{path}.{changed.Name}")
            let members = Members(type).ToDictionary(member => member.Name, member => Sample(member.PropertyType))
            select (one.Path, Record(type, members, changed.Name, one.Changed));
    }

    private static (object Value, object Other)? Leaf(Type nullable)
    {
        var type = Nullable.GetUnderlyingType(nullable) ?? nullable;
        if (type.IsEnum)
        {
            return (Enum.GetValues(type).GetValue(0)!, Enum.GetValues(type).GetValue(1)!);
        }

        if (type == typeof(bool))
        {
            return (false, true);
        }

        return type.IsPrimitive || type == typeof(decimal) ? (Number(type, 1), Number(type, 2))
            : type == typeof(string) ? ("a", "b")
            : type == typeof(DateOnly) ? (new DateOnly(2023, 1, 2), new DateOnly(2023, 1, 9))
            : type == typeof(Value) ? (Value.Of(1m), Value.Of("1"))
            : null;
    }

    private static object Number(Type type, int number) =>
        Convert.ChangeType(number, type, CultureInfo.InvariantCulture);

    private static Type? ElementOf(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            || type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? type.GetGenericArguments()[1]
            : null;

    private static object ListOf(Type type, Type element, object[] values)
    {
        var array = Array.CreateInstance(element, values.Length);
        values.CopyTo(array, 0);
        return type.IsInterface
            ? array
            : typeof(ImmutableArray).GetMethods()
                .First(method => method.Name == nameof(ImmutableArray.Create)
                    && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private static object DictionaryOf(Type value, string key, object one)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        dictionary.Add(key, one);
        return dictionary;
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    // What a record holds: what its constructor takes and what can be set besides; the rest is worked out from these.
    private static IReadOnlyList<PropertyInfo> Members(Type type)
    {
        var taken = Constructor(type).GetParameters().Select(parameter => parameter.Name!).ToList();
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(member => member.CanWrite || taken.Contains(member.Name, StringComparer.OrdinalIgnoreCase)),
        ];
    }

    private static object Record(
        Type type, Dictionary<string, object> members, string? changed = null, object? value = null)
    {
        if (changed is not null)
        {
            members[changed] = value!;
        }

        var constructor = Constructor(type);
        var byName = members.ToDictionary(StringComparer.OrdinalIgnoreCase);
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => byName[parameter.Name!])]);
        foreach (var member in Members(type).Where(member => member.CanWrite))
        {
            member.SetValue(made, members[member.Name]);
        }

        return made;
    }
}

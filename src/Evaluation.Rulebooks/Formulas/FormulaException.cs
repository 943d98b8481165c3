namespace Evaluation.Rulebooks.Formulas;

/// <summary>A formula that cannot be compiled: where and why.</summary>
internal sealed class FormulaException(int column, string what, string remedy) : Exception(what)
{
    public int Column => column;

    public string Remedy => remedy;
}

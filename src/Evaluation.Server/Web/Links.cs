namespace Evaluation.Server.Web;

internal static class Links { public const string SignIn = "/sign-in"; }

global using Evaluation.Rulebooks.Tests;

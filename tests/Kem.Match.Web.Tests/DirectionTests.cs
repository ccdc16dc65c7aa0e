using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Tests;

/// <summary>Who may import whom. Each rule is broken on purpose in <see cref="The_rules_notice_a_broken_one"/>.</summary>
public partial class DirectionTests
{
    [Theory]
    [InlineData("Domain")]
    [InlineData("Mailing")]
    public void Inner_folders_name_nothing_outside_themselves_and_System(string folder) =>
        Assert.Empty(Files(folder).Where(file => NamesSomethingOutside(folder, File.ReadAllText(file))));

    [Fact]
    public void Data_does_not_know_the_features() =>
        Assert.Empty(Files("Data").Where(file => NamesFeatures(File.ReadAllText(file))));

    [Fact]
    public void Only_the_timetable_in_Scheduling_names_a_feature() =>
        Assert.Empty(Files("Scheduling").Where(file => Path.GetFileName(file) != "Timetable.cs" && NamesFeatures(File.ReadAllText(file))));

    [Fact]
    public void A_feature_uses_no_controller_form_or_page_of_another()
    {
        var own = FeatureFiles().ToLookup(FeatureOf, file => File.ReadAllText(file));
        var intimate = own.Where(feature => feature.Key.Length > 0).SelectMany(
            feature => feature.SelectMany(text => IntimateType().Matches(text).Select(found => (Feature: feature.Key, Type: found.Groups[1].Value))));

        var borrowed =
            from type in intimate
            from feature in own
            where feature.Key.Length > 0 && feature.Key != type.Feature
            from text in feature
            where Regex.IsMatch(text, $@"\b{type.Type}\b")
            select $"{feature.Key} uses {type.Type} of {type.Feature}";

        Assert.Empty(borrowed.Distinct());
    }

    [Fact]
    public void No_file_outside_the_store_writes_its_own_SQL_or_leaves_a_filter() =>
        Assert.Empty(Directory.EnumerateFiles(Web(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Data/", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) != "OutboxClaims.cs")
            .Where(file => OwnSql().IsMatch(File.ReadAllText(file))));

    [Theory]
    [InlineData("Quartz;", "Scheduling/QuartzScheduler.cs")]
    [InlineData("System.Net.Security;", "Mailing/SmtpConnection.cs")]
    public void A_package_that_stands_in_for_another_sits_behind_one_file(string import, string only) =>
        Assert.Equal(
            [only],
            Directory.EnumerateFiles(Web(), "*.cs*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains($"using {import}", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(Web(), file)));

    [Fact]
    public void The_rules_notice_a_broken_one()
    {
        Assert.True(NamesSomethingOutside("Domain", "using Microsoft.AspNetCore.Http;\nnamespace Kem.Match.Web.Domain;"));
        Assert.True(NamesSomethingOutside("Domain", "using Kem.Match.Web.Data;\nnamespace Kem.Match.Web.Domain;"));
        Assert.False(NamesSomethingOutside("Domain", "using System.Text;\nusing Kem.Match.Web.Domain.Needs;\nnamespace Kem.Match.Web.Domain;"));
        Assert.True(NamesFeatures("using Kem.Match.Web.Features.Proposals;"));
        Assert.Matches(OwnSql(), "db.Needs.FromSqlRaw(\"select\")");
    }

    private static bool NamesSomethingOutside(string folder, string text) =>
        Regex.IsMatch(text, $@"\bMicrosoft\.|^using (?!System\b|Kem\.Match\.Web\.{folder}\b)", RegexOptions.Multiline);

    private static bool NamesFeatures(string text) => text.Contains("Kem.Match.Web.Features", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Web(), folder), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> FeatureFiles() => Files("Features").Where(file => FeatureOf(file) is not "Shared");

    // The first folder below Features; empty for the files that compose the features into one site.
    private static string FeatureOf(string file) =>
        Path.GetRelativePath(Path.Combine(Web(), "Features"), file).Split('/') is [var feature, _, ..] ? feature : "";

    private static string Web([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/Kem.Match.Web"));

    [GeneratedRegex(@"(?:class|record) (\w+(?:Controller|Form|Page))\b")]
    private static partial Regex IntimateType();

    [GeneratedRegex(@"\b(FromSql|ExecuteSql|IgnoreQueryFilters)")]
    private static partial Regex OwnSql();
}

using Snippets.Pages;

namespace Snippets;

public sealed class SnippetTests
{
    [Fact]
    public void Every_block_of_the_pages_is_code_that_compiles()
    {
        var regions = Region.All.ToLookup(region => Region.Normalize(region.Code));
        var wrong = new List<string>();
        foreach (var block in Repository.MarkdownPages.SelectMany(Block.Of))
        {
            var same = regions[Region.Normalize(block.Body)].ToList();
            if (same.Count == 0)
                wrong.Add($"{block} is in no region of tests/X402.Snippets.Tests:\n{block.Code}");
            foreach (var directive in block.Usings.Where(directive => same.Count > 0 && !same.Any(region => File.ReadLines(region.File).Contains(directive))))
                wrong.Add($"{block} says '{directive}', which {same[0].File} does not");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_region_is_shown_on_a_page()
    {
        var shown = Repository.MarkdownPages.SelectMany(Block.Of).Select(block => Region.Normalize(block.Body)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Region.All.Where(region => !shown.Contains(Region.Normalize(region.Code))).Select(region => region.Name));
    }

    [Fact]
    public void A_name_is_given_to_one_region() =>
        Assert.Equal(Region.All.Count, Region.All.Select(region => region.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_page_of_the_packages_shows_code()
    {
        foreach (var page in new[] { "README.md", "docs/client.md", "docs/facilitator.md", "docs/server.md" })
            Assert.True(Block.Of(page).Any(), $"{page} has no block of C#");
    }

    [Fact]
    public void Links_of_the_pages_lead_to_files() => Assert.Empty(
        from page in Repository.MarkdownPages
        from target in Link.Of(page)
        let path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page}: {target}");
}

using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class SvmLightFileTests
{
    [Fact]
    public void Reads_labels_queries_and_sparse_values_counted_from_one()
    {
        var set = Read("2 qid:10 1:0.5 3:-1.5\n0 qid:10 2:7 # a comment 9:9\n\n# only a comment\n1 qid:11 3:4\n");

        Assert.Equal([2, 0, 1], set.Labels.ToArray());
        Assert.Equal([0, 2, 3], set.QueryStarts.ToArray());
        Assert.Equal(3, set.Features.Columns);
        Assert.Equal([0.5f, 0f, -1.5f], Row(set, 0));
        Assert.Equal([0f, 7f, 0f], Row(set, 1));
        Assert.Equal([0f, 0f, 4f], Row(set, 2));
    }

    [Fact]
    public void Counts_from_zero_when_an_index_zero_occurs_anywhere()
    {
        var set = Read("1 qid:1 1:5\n0 qid:1 0:3 2:6\n");

        Assert.Equal(3, set.Features.Columns);
        Assert.Equal([0f, 5f, 0f], Row(set, 0));
        Assert.Equal([3f, 0f, 6f], Row(set, 1));
    }

    [Fact]
    public void Reads_indices_in_any_order_tabs_and_windows_line_ends()
    {
        var set = Read("\uFEFF2.0\tqid:a\t3:1  1:2 \r\n0 qid:a\r\n");

        Assert.Equal([2, 0], set.Labels.ToArray());
        Assert.Equal([2f, 0f, 1f], Row(set, 0));
        Assert.Equal([0f, 0f, 0f], Row(set, 1));
    }

    [Fact]
    public void Takes_nan_as_a_missing_value()
    {
        Assert.True(float.IsNaN(Row(Read("1 qid:1 1:nan 2:1\n"), 0)[0]));
        Assert.True(float.IsNaN(Row(Read("1 qid:1 1:NaN 2:1\n"), 0)[0]));
    }

    [Fact]
    public void Has_at_least_as_many_columns_as_asked_for()
    {
        Assert.Equal(7, SvmLightFile.Read(new StringReader("1 qid:1 2:1\n"), "rows.txt", columns: 7).Features.Columns);
        Assert.Equal(9, SvmLightFile.Read(new StringReader("1 qid:1 9:1\n"), "rows.txt", columns: 7).Features.Columns);
        Assert.Equal(1, Read("1 qid:1\n").Features.Columns);
    }

    [Fact]
    public void Reads_a_line_of_a_megabyte()
    {
        var features = string.Join(' ', Enumerable.Range(1, 65_535).Select(index => $"{index}:0.1234567"));
        var set = Read($"1 qid:1 {features}\n0 qid:1 1:1\n");

        Assert.True(features.Length > 1_000_000);
        Assert.Equal(65_535, set.Features.Columns);
        Assert.Equal(0.1234567f, Row(set, 0)[65_534]);
    }

    [Fact]
    public void Reads_queries_of_one_row_and_queries_whose_labels_are_all_equal()
    {
        var set = Read("3 qid:1 1:1\n3 qid:2 1:2\n3 qid:2 1:3\n");

        Assert.Equal(2, set.Queries);
        Assert.Equal([0, 1, 3], set.QueryStarts.ToArray());
    }

    [Theory]
    [InlineData("1 1:0.5", "rows.txt, line 2: there is no query id (qid:…) after the label.")]
    [InlineData("1", "rows.txt, line 2: there is no query id (qid:…) after the label.")]
    [InlineData("1 qid: 1:0.5", "rows.txt, line 2: there is no query id (qid:…) after the label.")]
    [InlineData("1 qid:0 1:1", null)]
    [InlineData("-1 qid:2 1:1", "rows.txt, line 2: the label '-1' is not between 0 and 31.")]
    [InlineData("32 qid:2 1:1", "rows.txt, line 2: the label '32' is not between 0 and 31.")]
    [InlineData("31 qid:2 1:1", null)]
    [InlineData("0.5 qid:2 1:1", "rows.txt, line 2: the label '0.5' is not a whole number.")]
    [InlineData("nan qid:2 1:1", "rows.txt, line 2: the label 'nan' is not a whole number.")]
    [InlineData("good qid:2 1:1", "rows.txt, line 2: the label 'good' is not a whole number.")]
    [InlineData("inf qid:2 1:1", "rows.txt, line 2: the label 'inf' is not a whole number.")]
    [InlineData("Infinity qid:2 1:1", "rows.txt, line 2: the label 'Infinity' is not between 0 and 31.")]
    [InlineData("1 qid:2 1:Infinity", "rows.txt, line 2: the value of index 1 is infinite or too large.")]
    [InlineData("1 qid:2 1:-Infinity", "rows.txt, line 2: the value of index 1 is infinite or too large.")]
    [InlineData("1 qid:2 7:1e39", "rows.txt, line 2: the value of index 7 is infinite or too large.")]
    [InlineData("1 qid:2 1:x", "rows.txt, line 2: '1:x' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 -1:2", "rows.txt, line 2: '-1:2' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 17", "rows.txt, line 2: '17' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 a:2", "rows.txt, line 2: 'a:2' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 1:", "rows.txt, line 2: '1:' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 99999999999:1", "rows.txt, line 2: '99999999999:1' is not an index and a value, as in 3:0.5.")]
    [InlineData("1 qid:2 65536:1", "rows.txt, line 2: index 65536 is above 65535.")]
    [InlineData("1 qid:2 65535:1", null)]
    [InlineData("1 qid:2 3:1 2:1 3:4", "rows.txt, line 2: index 3 occurs twice.")]
    public void Names_file_and_line_of_what_it_refuses(string line, string? message)
    {
        var text = $"0 qid:0 3:1\n{line}\n";
        if (message is null)
        {
            Assert.Equal(2, Read(text).Rows);
            return;
        }

        Assert.Equal(message, Assert.Throws<TrainingDataException>(() => Read(text)).Message);
    }

    [Fact]
    public void Refuses_a_query_that_comes_back_after_another_one()
    {
        var refused = Assert.Throws<TrainingDataException>(() => Read("1 qid:1 1:1\n0 qid:2 1:1\n0 qid:1 1:2\n"));

        Assert.Equal("rows.txt, line 3: query 1 comes back after another one; the rows of a query follow each other.", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    public void Refuses_a_file_without_rows(string text) =>
        Assert.Equal("rows.txt has no rows.", Assert.Throws<TrainingDataException>(() => Read(text)).Message);

    [Fact]
    public void Quotes_the_beginning_only_of_a_long_word()
    {
        var refused = Assert.Throws<TrainingDataException>(() => Read(new string('x', 1_000_000)));

        Assert.Equal($"rows.txt, line 1: the label '{new string('x', 40)}…' is not a whole number.", refused.Message);
    }

    private static TrainingSet Read(string text) => SvmLightFile.Read(new StringReader(text), "rows.txt");

    private static float[] Row(TrainingSet set, int row)
    {
        var values = new float[set.Features.Columns];
        set.Features.CopyRow(row, values);
        return values;
    }
}

using MobileTeams.Measures;

namespace MobileTeams.Measures.Tests;

public sealed class TravelMatrixTests
{
    [Fact]
    public void Reads_row_as_from_and_column_as_to()
    {
        var matrix = new TravelMatrix(2, [0, 60, 90, 0], [0, 500, 700, 0]);
        Assert.Equal(60, matrix.Seconds(0, 1));
        Assert.Equal(700, matrix.Metres(1, 0));
    }

    [Fact]
    public void Says_where_no_way_exists()
    {
        var matrix = new TravelMatrix(2, [0, TravelMatrix.Unreachable, 90, 0], [0, TravelMatrix.Unreachable, 700, 0]);
        Assert.False(matrix.IsReachable(0, 1));
        Assert.True(matrix.IsReachable(1, 0));
    }

    [Fact]
    public void Refuses_tables_that_contradict_each_other() =>
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, TravelMatrix.Unreachable, 90, 0], [0, 500, 700, 0]));

    [Fact]
    public void Refuses_a_table_of_the_wrong_size() =>
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, 1, 2], [0, 1, 2, 3]));
}

using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using MobileTeams.Bench.Desks;

namespace MobileTeams.Measures.Tests;

/// <summary>What the bench of desks says is what it measured, and it speaks to a server as a desk does.</summary>
public sealed class DeskBenchTests
{
    [Fact]
    public void A_share_of_the_samples_is_the_nearest_rank()
    {
        var samples = new Samples();
        foreach (var value in Enumerable.Range(1, 200).Reverse()) samples.Add(value);

        // The 100th, the 198th and the last of 200.
        Assert.Equal((100, 198, 200), (samples.At(0.5), samples.At(0.99), samples.At(1)));
        Assert.Equal("| waiting | 100 | 190 | 198 | 200 | 200 |", samples.Row("waiting"));
    }

    [Fact]
    public void Without_samples_nothing_is_claimed()
    {
        Assert.Throws<InvalidOperationException>(() => new Samples().At(0.99));
        Assert.Equal("| waiting | – | – | – | – | 0 |", new Samples().Row("waiting"));
    }

    [Fact]
    public void A_page_gives_its_components_in_order_and_the_state_they_begin_with()
    {
        const string First = """{"type":"server","key":{"locationHash":"A:0"},"sequence":0,"descriptor":"CfDJ8a"}""";
        const string Second = """{"type":"server","prerenderId":"77","sequence":1,"descriptor":"CfDJ8b"}""";
        var page = DeskPage.Of($$"""<body><!--Blazor:{{First}}--><p>text</p><!--Blazor:{{Second}}--><i></i><!--Blazor:{"prerenderId":"77"}--><!--Blazor-Server-Component-State:CfDJ8state=--></body>""");
        Assert.Equal([First, Second], page.Markers);
        Assert.Equal("CfDJ8state=", page.State);
        var operations = JsonDocument.Parse(page.Operations()).RootElement.GetProperty("operations");
        Assert.Equal([1, 2], operations.EnumerateArray().Select(one => one.GetProperty("ssrComponentId").GetInt32()));
        Assert.Equal("CfDJ8b", operations[1].GetProperty("marker").GetProperty("descriptor").GetString());
    }

    [Fact]
    public void A_page_without_live_parts_has_none() => Assert.Empty(DeskPage.Of("<html><body><!-- nothing --></body></html>").Markers);

    [Fact]
    public void The_circuits_language_is_MessagePack_under_its_own_name()
    {
        var pack = new BlazorPack();
        Assert.Equal("blazorpack", pack.Name);
        var bytes = new ReadOnlySequence<byte>(pack.GetMessageBytes(new InvocationMessage("OnRenderCompleted", [7L, null])));
        Assert.True(pack.TryParseMessage(ref bytes, new Binder(), out var message));
        Assert.Equal([7L, null], Assert.IsType<InvocationMessage>(message).Arguments);
    }

    [Fact]
    public void Memory_and_processor_time_are_read_as_Linux_writes_them()
    {
        Assert.Equal(2.5, ServerProcess.Megabytes("Name:\tdotnet\nVmHWM:\t    4096 kB\nVmRSS:\t    2560 kB\n", "VmRSS"));

        // 1,234 and 66 hundredths of a second in the 14th and 15th field, after a name with a bracket and blanks in it.
        Assert.Equal(13, ServerProcess.ProcessorSeconds("42 (a) b (c) S 1 42 42 0 -1 4194304 1 0 0 0 1234 66 0 0 20 0 9 0 77"));
    }

    [Theory]
    [InlineData("Published", "Acknowledged")]
    [InlineData("InProgress", "Completed")]
    [InlineData("Completed", null)]
    public void A_crew_reports_the_step_that_comes_next(string status, string? step) => Assert.Equal(step, TabletLine.NextStep(status));

    [Fact]
    public void Arguments_are_understood_or_refused_with_a_sentence()
    {
        var options = DeskOptions.Of(["--address", "http://127.0.0.1:5391/x", "--desks", "3", "--pause", "0.5"]);
        Assert.Equal((new Uri("http://127.0.0.1:5391/"), 3, 300, 0.5), (options.Address, options.Desks, options.Tablets, options.Pause));
        foreach (var wrong in (string[][])[["--desks", "1"], ["--desks", "many"], ["--tablets"], ["--address", "here"], ["--pause", "-1"], ["--colour", "red"]])
            Assert.EndsWith(".", Assert.Throws<ArgumentException>(() => DeskOptions.Of(wrong)).Message, StringComparison.Ordinal);
    }

    private sealed class Binder : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(long), typeof(string)];

        public Type GetReturnType(string invocationId) => typeof(object);

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}

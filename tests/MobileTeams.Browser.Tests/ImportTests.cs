using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>A file comes in as people do it: what it would do, what is wrong and where, and then all of it or nothing.</summary>
public sealed class ImportTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task A_file_with_an_error_saves_nothing_and_the_mended_one_all_of_it()
    {
        var page = await house.SignIn("teamledare.tierp", "/import");
        await page.SelectOptionAsync("#import-kind", "Staff");
        await Choose(page, "Anställningsnummer;Namn;Yrke\nW1;Wilma Inläst;usk\nW2;Walter Inläst;trollkarl\n");
        var error = page.Locator("table.figures tr", new PageLocatorOptions { HasText = "Yrke" }).Last;
        await Expect(error.Locator("td").Nth(0)).ToHaveTextAsync("3");
        await Expect(error.Locator("td").Nth(1)).ToHaveTextAsync("Yrke");
        await Expect(page.Locator("button.primary")).ToHaveCountAsync(0);
        await RunningHouse.Shoot(page, "import-errors");
        Assert.Equal(0, await house.CountPeople("% Inläst"));

        await Choose(page, "Anställningsnummer;Namn;Yrke\nW1;Wilma Inläst;usk\nW2;Walter Inläst;ssk\n");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Spara 2 rader" }).ClickAsync();
        await Expect(page.GetByText("✓ Sparat.")).ToBeVisibleAsync();
        await RunningHouse.Shoot(page, "import-saved");
        Assert.Equal(2, await house.CountPeople("% Inläst"));

        // The same file again changes nothing and offers nothing to save.
        await Choose(page, "Anställningsnummer;Namn;Yrke\nW1;Wilma Inläst;usk\nW2;Walter Inläst;ssk\n");
        await Expect(page.GetByText("Allt i filen finns redan.")).ToBeVisibleAsync();
    }

    private static Task Choose(IPage page, string file) =>
        page.SetInputFilesAsync("#import-file", new FilePayload { Name = "personal.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
}

using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests.Patients;

/// <summary>Only numbers from the tax agency's series for testing (1890s, 98xx), or ones made wrong from them.</summary>
public sealed class PersonIdentifierTests
{
    private static readonly DateOnly Today = new(2025, 6, 15);

    // 890101 980?: 9·2=18→9, 0, 0, 1, 0, 1, 9·2=18→9, 8, 0·2 = 0 → 28, so the check digit is 2.
    [Theory]
    [InlineData("189001019802")]
    [InlineData("18900101-9802")]
    [InlineData(" 18900101+9802 ")]
    public void Twelve_digits_are_read_with_and_without_a_dash(string text)
    {
        var identifier = PersonIdentifier.Parse(text);
        Assert.Equal("189001019802", identifier.Value);
        Assert.Equal(IdentifierKind.Personnummer, identifier.Kind);
        Assert.Equal(new DateOnly(1890, 1, 1), identifier.BirthDate);
        Assert.Equal("18900101-9802", identifier.ToString());
    }

    [Theory]
    [InlineData("189001029819", 2)]
    [InlineData("189001039800", 3)]
    public void Other_numbers_for_testing_are_read(string text, int day) => Assert.Equal(new DateOnly(1890, 1, day), PersonIdentifier.Parse(text).BirthDate);

    [Fact]
    public void Ten_digits_are_read_with_the_century_that_the_sign_and_the_day_tell()
    {
        Assert.Equal("199001019802", PersonIdentifier.Parse("900101-9802", Today).Value);
        Assert.Equal("189001019802", PersonIdentifier.Parse("900101+9802", Today).Value);
        Assert.Equal("199001019802", PersonIdentifier.Parse("9001019802", Today).Value);

        // On the day itself somebody can have been born; the day before they cannot.
        Assert.Equal("209001019802", PersonIdentifier.Parse("900101-9802", new DateOnly(2090, 1, 1)).Value);
        Assert.Equal("199001019802", PersonIdentifier.Parse("900101-9802", new DateOnly(2089, 12, 31)).Value);

        // The plus comes with the year of the hundredth birthday, not with the day.
        Assert.Equal("199001019802", PersonIdentifier.Parse("900101+9802", new DateOnly(2090, 1, 1)).Value);
    }

    [Fact]
    public void Ten_digits_without_a_day_to_compare_with_are_refused() => Refused("900101-9802");

    // The day + 60: 900161 980? → 9, 0, 0, 1, 6·2=12→3, 1, 9, 8, 0 = 31, so the check digit is 9.
    [Fact]
    public void A_samordningsnummer_tells_its_birth_date()
    {
        var identifier = PersonIdentifier.Parse("18900161-9809");
        Assert.Equal(IdentifierKind.Samordningsnummer, identifier.Kind);
        Assert.Equal(new DateOnly(1890, 1, 1), identifier.BirthDate);
    }

    [Theory]
    [InlineData("221890ABCDE1")]
    [InlineData("22900101ABI1")]
    [InlineData("21900101AB11")]
    [InlineData("22901301AB11")]
    [InlineData("00900101AB11")]
    public void What_looks_like_a_reservnummer_and_is_none_is_refused(string text) => Refused(text);

    [Fact]
    public void A_reservnummer_tells_the_century_by_its_series()
    {
        Assert.Equal(new DateOnly(1990, 1, 1), PersonIdentifier.Parse("22900101AB11").BirthDate);
        Assert.Equal(new DateOnly(2001, 1, 1), PersonIdentifier.Parse("23010101AB11").BirthDate);
        Assert.Equal(new DateOnly(1990, 1, 1), PersonIdentifier.Parse("25900101ab11").BirthDate);
        var unknown = PersonIdentifier.Parse("00002040ABA1");
        Assert.Equal(IdentifierKind.Reservnummer, unknown.Kind);
        Assert.Null(unknown.BirthDate);
        Assert.Null(unknown.AgeOn(Today));
    }

    [Theory]
    [InlineData("189001019803")]
    [InlineData("189001109802")]
    [InlineData("189013019800")]
    [InlineData("179001019802")]
    [InlineData("1890010198")]
    [InlineData("18900101x9802")]
    [InlineData("")]
    [InlineData("hej")]
    [InlineData("99001A1980")]
    public void What_is_no_identity_number_is_refused(string text) => Refused(text);

    [Fact]
    public void Every_single_wrong_digit_is_noticed()
    {
        const string right = "189001019802";
        for (var place = 2; place < 12; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != right[place]) Refused(right[..place] + digit + right[(place + 1)..]);
            }
        }
    }

    [Fact]
    public void The_number_is_never_in_the_message()
    {
        var error = Assert.Throws<InputException>(() => PersonIdentifier.Parse("189001019803"));
        Assert.DoesNotContain("9803", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Age_turns_on_the_birthday()
    {
        var identifier = PersonIdentifier.Parse("189001029819");
        Assert.Equal(134, identifier.AgeOn(new DateOnly(2025, 1, 1)));
        Assert.Equal(135, identifier.AgeOn(new DateOnly(2025, 1, 2)));
    }

    private static void Refused(string text) => Assert.Equal("patient.identifier", Assert.Throws<InputException>(() => PersonIdentifier.Parse(text)).Code);
}

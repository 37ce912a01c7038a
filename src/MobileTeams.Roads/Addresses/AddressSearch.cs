using System.Text;
using MobileTeams.Measures;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>Finds places, streets and houses as one types: every word typed must begin a word of the name or of its locality.</summary>
internal static class AddressSearch
{
    // What makes a find better; each outweighs all below it together.
    private const int HouseNumberIsExact = 4_000;
    private const int NameIsExactlyWhatWasTyped = 2_000;
    private const int HouseNumberBegins = 1_000;
    private const int NameBeginsAsTyped = 400;
    private const int WordIsWhole = 60;
    private const int WordIsOwn = 80;
    private const int LettersAreAsTyped = 30;
    private const int HousesPerStreet = 4;

    public static List<FoundPlace> Find(AddressRegister register, string text, int limit, GeoPoint? near)
    {
        var (words, number) = Parse(text);
        var matches = new List<Match>();
        if (words.Count == 0 || limit <= 0) return [];
        var query = new Query(register, words, text);
        var candidates = query.Candidates();
        foreach (var name in candidates)
        {
            if (query.Score(name) is not { } score) continue;
            score += near is { } place ? Nearness(register, name, place) : 0;
            if (number is null) matches.Add(new Match(score, name, null));
            else AddHouses(register, name, number, score, matches);
        }

        // A number that belongs to no house may be part of a name, as in Väg 76.
        if (number is not null)
        {
            words.Add(number);
            query = new Query(register, words, text);
            foreach (var name in query.Candidates())
                if (query.Score(name) is { } score) matches.Add(new Match(score, name, null));
        }

        matches.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Name != b.Name ? a.Name.CompareTo(b.Name) : (a.House ?? -1).CompareTo(b.House ?? -1));
        var found = new List<FoundPlace>();
        var labels = new HashSet<string>();
        foreach (var match in matches)
        {
            var place = match.House is { } house ? register.House(house) : register.Name(match.Name);
            if (labels.Add($"{place.Kind} {place.Label}")) found.Add(place);
            if (found.Count == limit) break;
        }

        return found;
    }

    /// <summary>Folded words, and the house number if one was typed after a word: <c>12</c>, <c>12b</c>, <c>12 B</c>.</summary>
    private static (List<string> Words, string? Number) Parse(string text)
    {
        var words = Folding.Words(text.Length > 200 ? text[..200] : text);
        for (var i = 1; i < words.Count; i++)
        {
            if (!char.IsAsciiDigit(words[i][0])) continue;
            var number = words[i];
            words.RemoveAt(i);
            if (i < words.Count && words[i].Length == 1 && char.IsAsciiLetter(words[i][0]))
            {
                number += words[i];
                words.RemoveAt(i);
            }

            RemovePostcode(words, i);
            return (words, number);
        }

        return (words, null);
    }

    /// <summary>Postcodes, <c>743 34</c> or <c>74334</c>, are not in the register: who types one is not to be punished.</summary>
    private static void RemovePostcode(List<string> words, int from)
    {
        for (var i = from; i < words.Count; i++)
        {
            if (IsDigits(words[i], 5)) words.RemoveAt(i);
            else if (i + 1 < words.Count && IsDigits(words[i], 3) && IsDigits(words[i + 1], 2)) words.RemoveRange(i, 2);
            else continue;
            return;
        }
    }

    private static bool IsDigits(string word, int count) => word.Length == count && !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static void AddHouses(AddressRegister register, int street, string number, int score, List<Match> matches)
    {
        var arrays = register.Arrays;
        var begun = 0;
        for (var house = arrays.HouseFirst[street]; house < arrays.HouseFirst[street + 1]; house++)
        {
            var folded = string.Concat(Folding.Words(arrays.Texts[arrays.HouseNumber[house]]));
            if (folded == number) matches.Add(new Match(score + HouseNumberIsExact, street, house));
            else if (folded.StartsWith(number, StringComparison.Ordinal) && begun++ < HousesPerStreet) matches.Add(new Match(score + HouseNumberBegins - begun, street, house));
        }

        // The street is right even where the number is not recorded.
        if (arrays.Kind[street] == NamedKind.Street) matches.Add(new Match(score, street, null));
    }

    private static int Nearness(AddressRegister register, int name, GeoPoint near)
    {
        var metres = Degrees.Metres(Degrees.Units(near.Lon), Degrees.Units(near.Lat), register.Arrays.Lon[name], register.Arrays.Lat[name]);
        return (int)(300 / (1 + (metres / 3_000)));
    }

    private readonly record struct Match(int Score, int Name, int? House);

    /// <summary>The typed words as ranges of the register's sorted words.</summary>
    private sealed class Query
    {
        private readonly AddressRegister register;
        private readonly List<string> words;
        private readonly (int First, int End, bool IsWhole)[] ranges;
        private readonly string typed;

        public Query(AddressRegister register, List<string> words, string text)
        {
            (this.register, this.words) = (register, words);
            typed = text.Trim().ToLowerInvariant();
            ranges = [.. words.ConvertAll(RangeOf)];
        }

        /// <summary>The names that hold the rarest of the words.</summary>
        public HashSet<int> Candidates()
        {
            var rarest = -1;
            for (var i = 0; i < ranges.Length; i++)
            {
                if (rarest < 0 || register.NamesWith(ranges[i].First, ranges[i].End).Length < register.NamesWith(ranges[rarest].First, ranges[rarest].End).Length) rarest = i;
            }

            var candidates = new HashSet<int>();
            foreach (var name in register.NamesWith(ranges[rarest].First, ranges[rarest].End)) candidates.Add(name);
            return candidates;
        }

        /// <summary>How well a name fits, or null where a word does not.</summary>
        public int? Score(int name)
        {
            var arrays = register.Arrays;
            var own = arrays.NameWords.AsSpan(arrays.NameWordFirst[name], arrays.OwnWords[name]);
            var all = arrays.NameWords.AsSpan(arrays.NameWordFirst[name], arrays.NameWordFirst[name + 1] - arrays.NameWordFirst[name]);
            var (score, ownMatched, ownWhole) = (0, 0, 0);
            for (var i = 0; i < ranges.Length; i++)
            {
                var (first, end, hasWhole) = ranges[i];
                var (matched, isOwn, isWhole) = (false, false, false);
                for (var w = 0; w < all.Length; w++)
                {
                    if (all[w] < first || all[w] >= end) continue;
                    matched = true;
                    isOwn |= w < own.Length;
                    isWhole |= hasWhole && all[w] == first;
                }

                if (!matched) return null;
                if (isOwn) (score, ownMatched) = (score + WordIsOwn, ownMatched + 1);
                if (isWhole) score += WordIsWhole;
                if (isOwn && isWhole) ownWhole++;
            }

            // A place found only by what lies around it is no find.
            if (ownMatched == 0) return null;
            if (own.Length > 0 && own[0] >= ranges[0].First && own[0] < ranges[0].End) score += NameBeginsAsTyped;
            if (ownWhole == own.Length) score += NameIsExactlyWhatWasTyped;
            if (arrays.Texts[arrays.Text[name]].ToLowerInvariant() is var spelled && (typed.StartsWith(spelled, StringComparison.Ordinal) || spelled.StartsWith(typed, StringComparison.Ordinal))) score += LettersAreAsTyped;
            return score + Importance(name);
        }

        private int Importance(int name) => register.Arrays.Kind[name] switch
        {
            NamedKind.City => 200,
            NamedKind.Town => 160,
            NamedKind.Suburb => 110,
            NamedKind.Village => 120,
            NamedKind.Hamlet => 80,
            NamedKind.Street => 60 + Math.Min(20, register.Arrays.HouseFirst[name + 1] - register.Arrays.HouseFirst[name]),
            _ => 40,
        };

        private (int First, int End, bool IsWhole) RangeOf(string word)
        {
            var utf8 = Encoding.UTF8.GetBytes(word);
            var first = LowerBound(utf8);
            var table = register.Arrays.Words;
            var end = first;
            var (low, high) = (first, table.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (table.Utf8(middle).StartsWith(utf8)) low = middle + 1;
                else high = middle;
            }

            end = low;
            return (first, end, first < end && table.Utf8(first).SequenceEqual(utf8));
        }

        private int LowerBound(ReadOnlySpan<byte> utf8)
        {
            var (low, high) = (0, register.Arrays.Words.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (register.Arrays.Words.Utf8(middle).SequenceCompareTo(utf8) < 0) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}

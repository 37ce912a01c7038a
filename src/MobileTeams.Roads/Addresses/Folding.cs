using System.Text;

namespace MobileTeams.Roads.Addresses;

/// <summary>Makes spellings alike: small letters, å ä → a, ö → o, é → e; anything but letters and digits parts words, but not <c>22-24</c>; <c>S:t</c> is Sankt.</summary>
internal static class Folding
{
    /// <summary>The folded words of a text, in order.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var small = text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace("s:ta ", "sankta ", StringComparison.Ordinal).Replace("s:t ", "sankt ", StringComparison.Ordinal);
        for (var i = 0; i < small.Length; i++)
        {
            var letter = small[i];
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(Folded(letter));
            }
            else if (letter is '-' or '–' && i > 0 && i + 1 < small.Length && char.IsAsciiDigit(small[i - 1]) && char.IsAsciiDigit(small[i + 1]))
            {
                // 22-24 is one house.
            }
            else if (word.Length > 0 && letter is not ('\'' or '’'))
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private static string Folded(char letter) => letter switch
    {
        'å' or 'ä' or 'á' or 'à' or 'â' or 'ã' => "a",
        'ö' or 'ø' or 'ó' or 'ò' or 'ô' or 'õ' => "o",
        'é' or 'è' or 'ê' or 'ë' => "e",
        'ü' or 'ú' or 'ù' or 'û' => "u",
        'í' or 'ì' or 'î' or 'ï' => "i",
        'ý' => "y",
        'ñ' => "n",
        'ç' => "c",
        'æ' => "ae",
        'ß' => "ss",
        _ => letter.ToString(),
    };
}

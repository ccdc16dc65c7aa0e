namespace Kem.Match.Engine.Language;

/// <summary>
/// The Snowball stemmer for English (Porter 2), written from the published description of the algorithm
/// (snowballstem.org/algorithms/english/stemmer.html). Takes a lower-case word and returns its stem.
/// </summary>
public static class EnglishStemmer
{
    public static string Stem(string word)
    {
        if (word.Length <= 2) return word;
        if (StemOfWhole(word) is { } known) return known;

        var text = word[0] == '\'' ? word[1..] : word;
        text = WithConsonantY(text);
        var (r1, r2) = Regions(text);

        text = WithoutPossessive(text);
        text = WithoutPlural(text);
        text = WithoutPastOrIng(text, r1);
        text = WithFinalI(text);
        text = WithSecondEndingReplaced(text, r1);
        text = WithThirdEndingReplaced(text, r1, r2);
        text = WithoutFourthEnding(text, r2);
        text = WithoutFinalEOrL(text, r1, r2);
        return text.Replace('Y', 'y');
    }

    /// <summary>The words that no rule fits; null for all others.</summary>
    private static string? StemOfWhole(string word) => word switch
    {
        "skis" => "ski",
        "skies" => "sky",
        "idly" => "idl",
        "gently" => "gentl",
        "ugly" => "ugli",
        "early" => "earli",
        "only" => "onli",
        "singly" => "singl",
        "sky" or "news" or "howe" or "atlas" or "cosmos" or "bias" or "andes" => word,
        _ => null,
    };

    /// <summary>A y that begins the word or follows a vowel sounds as a consonant and is marked with a capital.</summary>
    private static string WithConsonantY(string word)
    {
        if (!word.Contains('y', StringComparison.Ordinal)) return word;

        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1]))) letters[i] = 'Y';
        }

        return new string(letters);
    }

    private static (int R1, int R2) Regions(string word)
    {
        var r1 = FirstRegion(word);
        return (r1, AfterFirstConsonantPastVowel(word, r1));
    }

    /// <summary>Some beginnings end R1's wait early.</summary>
    private static int FirstRegion(string word)
    {
        ReadOnlySpan<string> beginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];
        foreach (var beginning in beginnings)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal)) return beginning.Length;
        }

        return AfterFirstConsonantPastVowel(word, 0);
    }

    private static int AfterFirstConsonantPastVowel(string word, int from)
    {
        var i = from;
        while (i < word.Length && !IsVowel(word[i])) i++;
        while (i < word.Length && IsVowel(word[i])) i++;
        return Math.Min(word.Length, i + 1);
    }

    private static string WithoutPossessive(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["'s'", "'s", "'"])
        {
            if (Ends(word, ending)) return word[..^ending.Length];
        }

        return word;
    }

    private static string WithoutPlural(string word)
    {
        if (Ends(word, "sses")) return word[..^2];
        if (Ends(word, "ied") || Ends(word, "ies")) return word.Length > 4 ? word[..^2] : word[..^1];
        if (Ends(word, "us") || Ends(word, "ss") || !Ends(word, "s")) return word;
        return HasVowel(word, word.Length - 2) ? word[..^1] : word;
    }

    private static string WithoutPastOrIng(string word, int r1)
    {
        foreach (var ending in (ReadOnlySpan<string>)["eedly", "eed"])
        {
            if (!Ends(word, ending)) continue;

            var head = word[..^ending.Length];
            var isKept = head.Length < r1 || head is "proc" or "exc" or "succ";
            return isKept ? word : head + "ee";
        }

        foreach (var ending in (ReadOnlySpan<string>)["ingly", "edly", "ing", "ed"])
        {
            if (!Ends(word, ending)) continue;

            var head = word[..^ending.Length];
            if (!HasVowel(head, head.Length)) return word;

            if (ending == "ing")
            {
                if (head.Length == 2 && head[1] == 'y') return head[..1] + "ie";
                if (head is "inn" or "out" or "cann" or "herr" or "earr" or "even") return word;
            }

            return WithRepairedEnd(head, r1);
        }

        return word;
    }

    private static string WithRepairedEnd(string head, int r1)
    {
        if (Ends(head, "at") || Ends(head, "bl") || Ends(head, "iz")) return head + "e";
        if (EndsInDouble(head)) return head.Length == 3 && "aeo".Contains(head[0], StringComparison.Ordinal) ? head : head[..^1];
        return head.Length <= r1 && EndsInShortSyllable(head) ? head + "e" : head;
    }

    private static string WithFinalI(string word)
    {
        var changes = word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]);
        return changes ? word[..^1] + "i" : word;
    }

    private static string WithSecondEndingReplaced(string word, int r1)
    {
        ReadOnlySpan<(string Ending, string Replacement)> endings =
        [
            ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
            ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"),
            ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("ogist", "og"),
            ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
            ("bli", "ble"), ("ogi", "og"), ("li", ""),
        ];

        foreach (var (ending, replacement) in endings)
        {
            if (!Ends(word, ending)) continue;

            var head = word[..^ending.Length];
            if (head.Length < r1) return word;
            if (ending == "ogi" && !Ends(head, "l")) return word;
            if (ending == "li" && !(head.Length > 0 && "cdeghkmnrt".Contains(head[^1], StringComparison.Ordinal))) return word;
            return head + replacement;
        }

        return word;
    }

    private static string WithThirdEndingReplaced(string word, int r1, int r2)
    {
        ReadOnlySpan<(string Ending, string Replacement)> endings =
        [
            ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"),
            ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", ""),
        ];

        foreach (var (ending, replacement) in endings)
        {
            if (!Ends(word, ending)) continue;

            var region = ending == "ative" ? r2 : r1;
            return word.Length - ending.Length < region ? word : word[..^ending.Length] + replacement;
        }

        return word;
    }

    private static string WithoutFourthEnding(string word, int r2)
    {
        ReadOnlySpan<string> endings =
        [
            "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
            "ion", "al", "er", "ic",
        ];

        foreach (var ending in endings)
        {
            if (!Ends(word, ending)) continue;

            var head = word[..^ending.Length];
            if (head.Length < r2) return word;
            return ending == "ion" && !Ends(head, "s") && !Ends(head, "t") ? word : head;
        }

        return word;
    }

    private static string WithoutFinalEOrL(string word, int r1, int r2)
    {
        var at = word.Length - 1;
        if (Ends(word, "e"))
        {
            var goes = at >= r2 || (at >= r1 && !EndsInShortSyllable(word[..^1]));
            return goes ? word[..^1] : word;
        }

        return at >= r2 && Ends(word, "ll") ? word[..^1] : word;
    }

    private static bool EndsInDouble(string word) =>
        word.Length >= 2 && word[^1] == word[^2] && "bdfgmnprt".Contains(word[^1], StringComparison.Ordinal);

    private static bool EndsInShortSyllable(string word)
    {
        if (Ends(word, "past")) return true;
        if (word.Length == 2) return IsVowel(word[0]) && !IsVowel(word[1]);
        return word.Length > 2
            && !IsVowel(word[^3])
            && IsVowel(word[^2])
            && !IsVowel(word[^1])
            && word[^1] is not ('w' or 'x' or 'Y');
    }

    private static bool HasVowel(string word, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (IsVowel(word[i])) return true;
        }

        return false;
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing;

/// <summary>Which e-mail addresses we can write to.</summary>
public static partial class MailAddresses
{
    /// <summary>
    /// Is this one plain address? Quoted local parts and local parts outside ASCII are refused, because few
    /// servers deliver them; a domain in Danish letters is fine.
    /// </summary>
    public static bool IsValid(string? address)
    {
        if (address is null || address.Length > 254) return false;

        var at = address.LastIndexOf('@');
        return at is > 0 and <= 64 && LocalPart().IsMatch(address[..at]) && IsDomain(address[(at + 1)..]);
    }

    /// <summary>The address as mail servers take it: a domain in Danish letters becomes ASCII.</summary>
    public static string InAscii(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{address[..at]}@{new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[(at + 1)..])}";
    }

    private static bool IsDomain(string domain)
    {
        try
        {
            return Domain().IsMatch(new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}

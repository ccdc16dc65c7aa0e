namespace Kem.Match.Web.Mailing;

/// <summary>A person or a mailbox that a letter goes to or answers go to.</summary>
public sealed record Recipient
{
    private const int LongestName = 200;

    private Recipient(string name, string address) => (Name, Address) = (name, address);

    public string Name { get; }

    public string Address { get; }

    /// <summary>Ask <see cref="MailAddresses.IsValid"/> first; an address that fails it is refused here.</summary>
    public static Recipient Create(string? name, string address)
    {
        if (!MailAddresses.IsValid(address)) throw new ArgumentException("This is not an e-mail address we can write to.", nameof(address));

        return new Recipient(MailText.Cut(MailText.OneLine(name), LongestName), address);
    }
}

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>One of the two to eight who make an agreement (part): whom letters go to, and who signs for it.</summary>
public sealed class AgreementParty
{
    private readonly List<Signatory> signatories = [];

    public AgreementParty(Guid organisationId, string name, int order)
    {
        OrganisationId = organisationId;
        Name = name;
        Order = order;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; private set; }

    /// <summary>The organisation's name as it stands in the agreement, whatever it is called later.</summary>
    public string Name { get; private set; }

    public int Order { get; private set; }

    /// <summary>What the party puts in: what, who, when, how much.</summary>
    public string Contribution { get; private set; } = "";

    /// <summary>Who, when and how much, beside the what of <see cref="Contribution"/>; what the party gains; and how it is reached.</summary>
    public PartyTerms Terms { get; private set; } = PartyTerms.None;

    /// <summary>The person whom letters go to; often, but not always, one of those who sign.</summary>
    public string ContactName { get; private set; } = "";

    public string ContactTitle { get; private set; } = "";
    public string ContactEmail { get; private set; } = "";

    public SigningRuleKind SigningRuleKind { get; private set; }

    public SigningRule SigningRule => SigningRule.Of(SigningRuleKind);

    // In their own order, whatever order the database hands them out in.
    public IReadOnlyList<Signatory> Signatories => [.. signatories.OrderBy(signatory => signatory.Order)];

    /// <summary>The last day the party takes part, when it has left the others.</summary>
    public DateOnly? LeavesOn { get; private set; }

    public string LeaveReason { get; private set; } = "";

    /// <summary>What the party answers to the question that is open now (<see cref="ContinuationQuestion"/>).</summary>
    public bool? GoesOn { get; private set; }

    /// <summary>The party is bound: those whom its rule asks for have signed.</summary>
    public bool HasSigned => SigningRule.IsMetBy(signatories, signatory => signatory.HasSigned);

    /// <summary>So many have said no that the rule cannot be met.</summary>
    public bool HasDeclined => signatories.Exists(signatory => signatory.HasDeclined) && !SigningRule.IsMetBy(signatories, signatory => !signatory.HasDeclined);

    /// <summary>Is this the address that letters to the party go to?</summary>
    public bool IsReachedAt(string address) => string.Equals(ContactEmail, address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Until somebody says otherwise, the contact person is the one who signs.</summary>
    public void Promise(string contribution, string contactName, string contactTitle, string contactEmail)
    {
        var contactSigns = signatories is [var only] && (only.Name, only.Email) == (ContactName, ContactEmail);

        Contribution = contribution;
        ContactName = contactName;
        ContactTitle = contactTitle;
        ContactEmail = contactEmail;

        if (contactSigns || (signatories.Count == 0 && contactName.Length + contactEmail.Length > 0))
        {
            var (role, way) = contactSigns ? (signatories[0].Role, signatories[0].Way) : (SignatoryDetails.RoleOf(contactTitle), SigningWay.Link);
            LetSign(SigningRuleKind, [new SignatoryDetails(contactName, role, contactTitle, contactEmail, way)]);
        }
    }

    public void AgreeTo(PartyTerms terms) => Terms = terms;

    internal void MoveTo(int order) => Order = order;

    /// <summary>Decides who signs. A row is one person: whoever comes in another's place gets a row of his own.</summary>
    internal void LetSign(SigningRuleKind rule, IReadOnlyList<SignatoryDetails> people)
    {
        var before = Signatories.ToList();
        signatories.Clear();
        SigningRuleKind = rule;

        foreach (var (order, person) in people.Index())
        {
            var known = before.Find(signatory => signatory.Name == person.Name && signatory.Email == person.Email);
            before.Remove(known!);
            known?.Become(person, order);
            signatories.Add(known ?? new Signatory(person, order));
        }
    }

    internal Signatory Replace(Signatory signatory, SignatoryDetails person)
    {
        var replacement = new Signatory(person, signatory.Order);
        signatories.Remove(signatory);
        signatories.Add(replacement);
        return replacement;
    }

    /// <summary>Neither signed nor declined, as before the text was sent.</summary>
    internal void StartOver() => signatories.ForEach(signatory => signatory.StartOver());

    internal void Leave(DateOnly lastDay, string reason) => (LeavesOn, LeaveReason) = (lastDay, reason);

    internal void Stay() => (LeavesOn, LeaveReason) = (null, "");

    internal void GoOn(bool? goesOn) => GoesOn = goesOn;
}

using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Programmes.Letters;

/// <summary>A letter about a programme: answers go to its lead.</summary>
public abstract record ProgrammeLetter(Recipient To, CapacityProgramme Programme, Municipality Municipality) : Letter(To)
{
    public override (string Type, Guid Id)? About => (nameof(CapacityProgramme), Programme.Id);

    public override string? MunicipalityCode => Programme.MunicipalityCode;

    public override Recipient? ReplyTo => LeadOf(Programme);

    protected string Title => MailText.OneLine(Programme.Title);

    protected string FirstName => To.Name.Split(' ')[0];

    protected string Door => $"/forloeb/{Programme.Id}";

    public static Recipient? LeadOf(CapacityProgramme programme) =>
        MailAddresses.IsValid(programme.LeadEmail) ? Recipient.Create(programme.LeadName, programme.LeadEmail) : null;
}

using Kem.Match.Engine;

namespace Kem.Match.Web.Features.Shared;

/// <summary>The guide's lenses in words and pictures. The words differ a little when one reads about oneself.</summary>
public static class LensText
{
    public static string Heading(Lens lens) => lens switch
    {
        Lens.Access => "Adgang til målgruppen",
        Lens.SameTask => "Samme kerneopgave",
        Lens.Complement => "Supplerende kerneopgaver",
        Lens.Learning => "Læring og viden",
        Lens.Practical => "Det praktiske",
        Lens.Readiness => "Klar til at gå i gang",
    };

    /// <summary>As the partner reads it.</summary>
    public static string HeadingToPartner(Lens lens) => lens switch
    {
        Lens.SameTask => "I arbejder med det samme",
        Lens.Complement => "I supplerer hinanden",
        Lens.Learning => "I kan lære af hinanden",
        _ => Heading(lens),
    };

    public static string Icon(Lens lens) => lens switch
    {
        Lens.Access => "persons",
        Lens.SameTask => "groups",
        Lens.Complement => "view-split",
        Lens.Learning => "student",
        Lens.Practical => "calendar-month",
        Lens.Readiness => "check",
    };
}

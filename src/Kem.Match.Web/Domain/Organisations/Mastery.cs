namespace Kem.Match.Web.Domain.Organisations;

/// <summary>How well an organisation says that it masters something; the numbers are the engine's scale from 1 to 5.</summary>
public enum Mastery
{
    Begun = 1,
    Able = 3,
    Teaches = 5,
}

namespace Kem.Match.Web.Data;

/// <summary>The database is missing, broken, locked away or not ours to write in. The message says what to do, in one line.</summary>
public sealed class UnusableDatabaseException(string message) : Exception(message);

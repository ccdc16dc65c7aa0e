namespace Kem.Match.Engine.Learning.Training;

/// <summary>Training data that cannot be learned from; the message says what is wrong and, for a file, in which line.</summary>
public sealed class TrainingDataException(string message) : Exception(message);

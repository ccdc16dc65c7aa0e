Console.WriteLine("nothing to run yet");

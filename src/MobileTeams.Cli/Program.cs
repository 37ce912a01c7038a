using System.CommandLine;

var root = new RootCommand("MobileTeams: build maps, solve published instances, make the demo county.");
return root.Parse(args).Invoke();

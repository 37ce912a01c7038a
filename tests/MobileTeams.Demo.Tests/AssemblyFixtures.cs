using MobileTeams.Demo.Tests;

[assembly: AssemblyFixture(typeof(Norduppland))]

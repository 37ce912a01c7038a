namespace MobileTeams.Dispatch.Words;

public enum Language
{
    Swedish,
    English,
}

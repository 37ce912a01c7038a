# Builds the tablet, the server and the demo county's map into one image.
FROM node:22-bookworm-slim AS tablet
WORKDIR /source/src/MobileTeams.Tablet
COPY src/MobileTeams.Tablet/package.json src/MobileTeams.Tablet/package-lock.json src/MobileTeams.Tablet/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY src/MobileTeams.Tablet/ ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=tablet /source/src/MobileTeams.Server/wwwroot/ src/MobileTeams.Server/wwwroot/
RUN dotnet publish src/MobileTeams.Server -c Release -o /app \
 && dotnet build src/MobileTeams.Cli -c Release \
 && mkdir /maps \
 && dotnet src/MobileTeams.Cli/bin/Release/net10.0/mobileteams.dll demo county --out /maps/norduppland.osm.pbf \
 && dotnet src/MobileTeams.Cli/bin/Release/net10.0/mobileteams.dll map build /maps/norduppland.osm.pbf --out /maps/norduppland.roads

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=build /maps/norduppland.roads /maps/
USER $APP_UID
ENTRYPOINT ["dotnet", "MobileTeams.Server.dll"]

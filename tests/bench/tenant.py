#!/usr/bin/env python3
"""Write a tenant's export of any size: what an auditor gets who asks for everything.

    tests/bench/tenant.py FILE [--resources N] [--seed S] [--form array|value|data|ndjson|documents]
                          [--compact] [--mix tenant|web|estate|sites]

Streams, so that its own memory does not grow with the size. Same arguments, same bytes. Children
stand now beside their parents, now far from them; most values are sound, some are not. `tenant` is
what most have: machines, disks, networks and alerts, and one resource in seven that rules judge.
`web` is mostly what they judge, `sites` nothing else. `estate` is what the
commands of the CLI list, four resources in five judged, and most of these with several faults.
"""
import argparse
import json
import random
import sys

from estate_bodies import ESTATE
from tenant_bodies import OTHERS, machine

REGIONS = ["westeurope", "northeurope", "eastus", "francecentral", "uksouth"]
SUBSCRIPTIONS = [f"0000000{i}-1111-2222-3333-44444444444{i}" for i in range(8)]


class Tenant:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.later = []
        self.number = 0

    def chance(self, share):
        return self.random.random() < share

    def envelope(self, kind, provider, kinds):
        self.number += 1
        name = f"{kind}-{self.number:06d}"
        group = f"rg-{self.random.randrange(400):03d}"
        scope = f"/subscriptions/{self.random.choice(SUBSCRIPTIONS)}/resourceGroups/{group}"
        return {
            "id": f"{scope}/providers/{provider}/{kinds}/{name}",
            "name": name,
            "type": f"{provider}/{kinds}",
            "location": self.random.choice(REGIONS),
            "resourceGroup": group,
            "tags": {"cost-centre": str(self.random.randrange(10_000)), "owner": "platform"},
        }

    @staticmethod
    def child(parent, kind, name, properties):
        return {
            "id": f"{parent['id']}/{kind}/{name}",
            "name": name,
            "type": f"{parent['type']}/{kind}",
            "resourceGroup": parent["resourceGroup"],
            "properties": properties,
        }

    def addresses(self, count):
        return ",".join(f"20.{self.random.randrange(256)}.{self.random.randrange(256)}"
                        f".{self.random.randrange(256)}" for _ in range(count))

    def site(self):
        out = self.envelope("app", "Microsoft.Web", "sites")
        host = f"{out['name']}.azurewebsites.net"
        out["kind"] = "app,linux"
        out["identity"] = None if self.chance(0.3) else {
            "type": "SystemAssigned", "principalId": f"{self.number:08d}-0000-0000-0000-000000000000",
            "tenantId": "99999999-0000-0000-0000-000000000000"}
        unset = {name: None for name in (
            "acrUserManagedIdentityID apiDefinition apiManagementConfig appCommandLine appSettings "
            "autoHealEnabled autoHealRules autoSwapSlotName azureStorageAccounts connectionStrings "
            "cors defaultDocuments detailedErrorLoggingEnabled documentRoot experiments "
            "handlerMappings healthCheckPath httpLoggingEnabled ipSecurityRestrictions "
            "javaContainer javaVersion limits loadBalancing localMySqlEnabled "
            "logsDirectorySizeLimit machineKey managedPipelineMode metadata netFrameworkVersion "
            "nodeVersion phpVersion powerShellVersion preWarmedInstanceCount publishingUsername "
            "push pythonVersion requestTracingEnabled scmIpSecurityRestrictions scmType "
            "tracingOptions use32BitWorkerProcess virtualApplications vnetName websiteTimeZone "
            "windowsFxVersion xManagedServiceIdentityId").split()}
        out["properties"] = {
            "state": "Running",
            "hostNames": [host],
            "webSpace": f"{out['resourceGroup']}-{out['location']}webspace",
            "usageState": "Normal",
            "enabled": True,
            "enabledHostNames": [host, host.replace(".azure", ".scm.azure")],
            "availabilityState": "Normal",
            "hostNameSslStates": [
                {"name": host, "sslState": "Disabled", "thumbprint": None, "toUpdate": None,
                 "hostType": kind, "virtualIP": None} for kind in ("Standard", "Repository")],
            "serverFarmId": f"/subscriptions/{SUBSCRIPTIONS[0]}/resourceGroups/{out['resourceGroup']}"
                            f"/providers/Microsoft.Web/serverfarms/plan-{self.random.randrange(900)}",
            "reserved": True,
            "siteConfig": {
                **unset,
                "numberOfWorkers": self.random.randrange(1, 6),
                "linuxFxVersion": self.random.choice(["PYTHON|3.12", "PYTHON|3.12", "PYTHON|3.7"]),
                "alwaysOn": self.chance(0.9),
                "http20Enabled": self.chance(0.8),
                "minTlsVersion": "1.0" if self.chance(0.05) else "1.2",
                "ftpsState": "AllAllowed" if self.chance(0.1) else "FtpsOnly",
                "remoteDebuggingEnabled": self.chance(0.02),
            },
            "clientAffinityEnabled": self.chance(0.5),
            "clientCertEnabled": False,
            "clientCertMode": "Required",
            "httpsOnly": not self.chance(0.1),
            "publicNetworkAccess": "Enabled",
            "customDomainVerificationId": f"{self.random.getrandbits(256):064X}",
            "outboundIpAddresses": self.addresses(9),
            "possibleOutboundIpAddresses": self.addresses(40),
            "lastModifiedTimeUtc": "2025-03-29T20:03:39.42",
            "defaultHostName": host,
        }
        yield out
        if self.chance(0.2):
            self.defer(self.child(out, "config", "web", {
                "alwaysOn": True, "ftpsState": "Disabled" if self.chance(0.8) else "AllAllowed",
                "minTlsVersion": "1.2", "healthCheckPath": "/health" if self.chance(0.5) else None}))
        if self.chance(0.05):
            yield self.child(out, "config", "appsettings", {
                "DJANGO_SETTINGS_MODULE": "shop.settings", "SCM_DO_BUILD_DURING_DEPLOYMENT": "1",
                "WEBSITE_HTTPLOGGING_RETENTION_DAYS": "3",
                "CACHE_URL": "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/c)"})

    def storage(self):
        out = self.envelope("st", "Microsoft.Storage", "storageAccounts")
        out["sku"] = {"name": "Standard_LRS", "tier": "Standard"}
        out["kind"] = "StorageV2"
        base = f"https://{out['name']}"
        out["properties"] = {
            "accessTier": "Hot", "provisioningState": "Succeeded",
            "creationTime": "2024-01-02T03:04:05.1234567Z",
            "primaryEndpoints": {part: f"{base}.{part}.core.windows.net/"
                                 for part in ("blob", "dfs", "file", "queue", "table", "web")},
            "primaryLocation": out["location"], "statusOfPrimary": "available",
            "supportsHttpsTrafficOnly": not self.chance(0.03),
            "allowBlobPublicAccess": self.chance(0.1),
            "minimumTlsVersion": "TLS1_0" if self.chance(0.05) else "TLS1_2",
            "allowSharedKeyAccess": not self.chance(0.6),
            "publicNetworkAccess": "Enabled" if self.chance(0.2) else "Disabled",
            "networkAcls": {"bypass": "AzureServices", "virtualNetworkRules": [],
                            "ipRules": [{"value": f"10.0.{i}.0/24", "action": "Allow"}
                                        for i in range(self.random.randrange(4))],
                            "defaultAction": "Allow" if self.chance(0.1) else "Deny"},
            "encryption": {"services": {part: {"enabled": True, "keyType": "Account"}
                                        for part in ("blob", "file", "queue", "table")},
                           "keySource": "Microsoft.Storage"},
        }
        yield out

    def postgres(self):
        out = self.envelope("pg", "Microsoft.DBforPostgreSQL", "flexibleServers")
        out["sku"] = {"name": "Standard_D2ds_v5", "tier": "GeneralPurpose"}
        out["properties"] = {
            "administratorLogin": "dbadmin", "version": self.random.choice(["16", "15", "11"]),
            "state": "Ready", "fullyQualifiedDomainName": f"{out['name']}.postgres.database.azure.com",
            "storage": {"storageSizeGB": 128, "autoGrow": "Enabled", "tier": "P10"},
            "backup": {"backupRetentionDays": 7, "geoRedundantBackup":
                       "Enabled" if self.chance(0.7) else "Disabled"},
            "network": {"publicNetworkAccess": "Enabled" if self.chance(0.1) else "Disabled"},
            "highAvailability": {"mode": "ZoneRedundant"},
            "authConfig": {"activeDirectoryAuth": "Enabled",
                           "passwordAuth": "Enabled" if self.chance(0.3) else "Disabled"},
        }
        yield out
        if self.chance(0.3):
            self.defer(self.child(out, "firewallRules", "office", {
                "startIpAddress": "203.0.113.7", "endIpAddress": "203.0.113.7"}))
        if self.chance(0.05):
            yield self.child(out, "firewallRules", "everyone", {
                "startIpAddress": "0.0.0.0", "endIpAddress": "255.255.255.255"})
        if self.chance(0.3):
            self.defer(self.child(out, "configurations", "require_secure_transport", {
                "value": "off" if self.chance(0.1) else "on", "dataType": "Boolean",
                "allowedValues": "on,off", "source": "user-override"}))

    def vault(self):
        out = self.envelope("kv", "Microsoft.KeyVault", "vaults")
        out["properties"] = {
            "sku": {"family": "A", "name": "standard"},
            "tenantId": "99999999-0000-0000-0000-000000000000",
            "networkAcls": {"bypass": "AzureServices", "defaultAction":
                            "Allow" if self.chance(0.1) else "Deny", "ipRules": []},
            "accessPolicies": [
                {"tenantId": "99999999-0000-0000-0000-000000000000",
                 "objectId": f"{i:08d}-{self.number:04x}-0000-0000-000000000000",
                 "permissions": {"keys": ["get", "list"], "secrets": ["get"], "certificates": []}}
                for i in range(self.random.randrange(8))],
            "enabledForDeployment": False, "enableSoftDelete": True,
            "enableRbacAuthorization": self.chance(0.5),
            "enablePurgeProtection": True if self.chance(0.9) else None,
            "vaultUri": f"https://{out['name']}.vault.azure.net/",
            "publicNetworkAccess": "Enabled" if self.chance(0.1) else "Disabled",
        }
        yield out

    def security_group(self):
        out = self.envelope("nsg", "Microsoft.Network", "networkSecurityGroups")
        rules = []
        for i in range(self.random.randrange(2, 14)):
            rules.append({
                "name": f"rule-{i}", "id": f"{out['id']}/securityRules/rule-{i}",
                "properties": {
                    "provisioningState": "Succeeded", "protocol": "Tcp", "sourcePortRange": "*",
                    "destinationPortRange": self.random.choice(["443", "80", "22", "5432", "8080"]),
                    "sourceAddressPrefix": "*" if self.chance(0.03) else f"10.{i}.0.0/16",
                    "destinationAddressPrefix": "*",
                    "access": "Allow", "priority": 100 + 10 * i, "direction": "Inbound"}})
        out["properties"] = {"provisioningState": "Succeeded", "securityRules": rules,
                             "defaultSecurityRules": []}
        yield out

    def plain(self):
        provider, kinds = self.random.choice([
            ("Microsoft.Compute", "disks"), ("Microsoft.Compute", "virtualMachines"),
            ("Microsoft.Network", "networkInterfaces"), ("Microsoft.Insights", "metricAlerts"),
            ("Microsoft.ManagedIdentity", "userAssignedIdentities")])
        out = self.envelope("res", provider, kinds)
        out["properties"] = {
            "provisioningState": "Succeeded", "uniqueId": f"{self.random.getrandbits(128):032x}",
            "note": "Zürich, \"quoted\" and back\\slashed; { not a brace ] nor a bracket",
            "parts": [{"index": i, "state": "ok", "weight": i * 1.5, "labels": ["a", "b", None]}
                      for i in range(self.random.randrange(5, 40))]}
        yield out

    def plan(self):
        out = self.envelope("plan", "Microsoft.Web", "serverfarms")
        out["sku"] = {"name": "P1v3", "tier": "PremiumV3", "capacity": self.random.randrange(1, 4)}
        out["properties"] = {"status": "Ready", "numberOfSites": self.random.randrange(9),
                             "zoneRedundant": self.chance(0.4), "reserved": True}
        yield out

    def defer(self, resource):
        self.later.append(resource)

    def maker(self, body):
        return lambda: body(self)

    def lister(self, body):
        return lambda: [body(self)]

    def resources(self, count, mix):
        judged = [(self.site, 45), (self.storage, 15), (self.postgres, 6), (self.vault, 8),
                  (self.security_group, 8), (self.plain, 14), (self.plan, 4)]
        others = [(self.maker(body), weight) for body, weight in OTHERS]
        kinds = {"web": judged, "sites": [(self.site, 1)],
                 "estate": [(self.lister(body), weight) for body, weight in ESTATE] + [(self.maker(machine), 12)],
                 "tenant": [(self.site, 4), (self.storage, 5), (self.postgres, 1), (self.vault, 3),
                            (self.security_group, 3), (self.plan, 1), (self.plain, 1), *others]}[mix]
        makers = [kind for kind, _ in kinds]
        weights = [weight for _, weight in kinds]
        made = 0
        while made < count:
            # A child that was put off comes at some time, a few hundred resources later.
            if len(self.later) > 300 and self.chance(0.5):
                yield self.later.pop(0)
                made += 1
                continue
            for resource in self.random.choices(makers, weights)[0]():
                if made < count:
                    yield resource
                    made += 1


def write(out, tenant, options):
    indent = None if options.compact or options.form == "ndjson" else 2
    first = True
    heads = {"array": "[", "value": '{\n"value": [', "data": '{\n"count": 1,\n"data": ['}
    tails = {"array": "]\n", "value": "]}\n", "data": '],\n"skip_token": null\n}\n'}
    out.write(heads.get(options.form, ""))
    for resource in tenant.resources(options.resources, options.mix):
        text = json.dumps(resource, indent=indent, ensure_ascii=False)
        if options.form in heads:
            out.write(("\n" if first else ",\n") + text)
        else:
            out.write(text + "\n")
        first = False
    out.write(("\n" if options.form in heads else "") + tails.get(options.form, ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--resources", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", default="array",
                        choices=["array", "value", "data", "ndjson", "documents"])
    parser.add_argument("--compact", action="store_true")
    parser.add_argument("--mix", default="tenant", choices=["tenant", "web", "estate", "sites"])
    options = parser.parse_args()
    with open(options.file, "w", encoding="utf-8") if options.file != "-" else sys.stdout as out:
        write(out, Tenant(options.seed), options)


if __name__ == "__main__":
    main()

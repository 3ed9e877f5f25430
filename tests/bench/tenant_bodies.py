"""Bodies of the resources that most of a tenant is made of: machines and what belongs to them,
networks, alerts, role assignments. Shapes as Azure Resource Graph gives them; rules judge few of
these types.
"""

TENANT = "99999999-0000-0000-0000-000000000000"
LONG_WORDS = ("Notifies the platform team when the value stays above its threshold; see the "
              "\"run book\" in the wiki under C:\\docs\\alerts { Zürich / Genève } [draft]")


def guid(make, number):
    return f"{number:08d}-{make.random.getrandbits(16):04x}-4{make.random.getrandbits(12):03x}-8000-{make.random.getrandbits(48):012x}"


def reference(scope, provider, kinds, name):
    return {"id": f"{scope}/providers/{provider}/{kinds}/{name}"}


def machine(make):
    out = make.envelope("vm", "Microsoft.Compute", "virtualMachines")
    scope = out["id"].partition("/providers/")[0]
    linux = make.chance(0.5)
    disk = {"osType": "Linux" if linux else "Windows", "name": f"{out['name']}_OsDisk",
            "createOption": "FromImage", "caching": "ReadWrite", "deleteOption": "Detach",
            "diskSizeGB": 127,
            "managedDisk": {"storageAccountType": "Premium_LRS",
                            **reference(scope, "Microsoft.Compute", "disks", f"{out['name']}_OsDisk")}}
    profile = {"computerName": out["name"], "adminUsername": "azureadmin", "secrets": [],
               "allowExtensionOperations": True, "requireGuestProvisionSignal": True}
    if linux:
        profile["linuxConfiguration"] = {
            "disablePasswordAuthentication": make.chance(0.7), "provisionVMAgent": True,
            "ssh": {"publicKeys": [{"path": "/home/azureadmin/.ssh/authorized_keys",
                                    "keyData": "ssh-rsa AAAAB3NzaC1yc2E" + "Q" * 300}]},
            "patchSettings": {"patchMode": "ImageDefault", "assessmentMode": "ImageDefault"}}
    else:
        profile["windowsConfiguration"] = {
            "provisionVMAgent": True, "enableAutomaticUpdates": True,
            "patchSettings": {"patchMode": "AutomaticByOS", "enableHotpatching": False}}
    out["identity"] = {"type": "SystemAssigned", "principalId": guid(make, make.number), "tenantId": TENANT}
    out["zones"] = ["1"]
    out["properties"] = {
        "hardwareProfile": {"vmSize": "Standard_D4s_v5"}, "provisioningState": "Succeeded",
        "vmId": guid(make, make.number), "osProfile": profile,
        "storageProfile": {
            "imageReference": {"publisher": "Canonical" if linux else "MicrosoftWindowsServer",
                               "offer": "ubuntu-24_04-lts" if linux else "WindowsServer",
                               "sku": "server" if linux else "2022-datacenter-azure-edition",
                               "version": "latest", "exactVersion": "24.04.202503190"},
            "osDisk": disk,
            "dataDisks": [{**disk, "lun": i, "name": f"{out['name']}_data_{i}", "createOption": "Attach",
                           "toBeDetached": False} for i in range(make.random.randrange(3))],
            "diskControllerType": "SCSI"},
        "securityProfile": {"uefiSettings": {"secureBootEnabled": True, "vTpmEnabled": True},
                            "securityType": "TrustedLaunch"},
        "networkProfile": {"networkInterfaces": [
            {**reference(scope, "Microsoft.Network", "networkInterfaces", f"{out['name']}-nic"),
             "properties": {"deleteOption": "Detach", "primary": True}}]},
        "diagnosticsProfile": {"bootDiagnostics": {"enabled": True}},
        "timeCreated": "2024-05-06T07:08:09.1234567+00:00",
        "extended": {"instanceView": {"powerState": {
            "code": "PowerState/running", "level": "Info", "displayStatus": "VM running"}}}}
    yield out


def extension(make):
    out = make.envelope("vm", "Microsoft.Compute", "virtualMachines")
    yield make.child(out, "extensions", "AzureMonitorLinuxAgent", {
        "autoUpgradeMinorVersion": True, "enableAutomaticUpgrade": True,
        "provisioningState": "Succeeded", "publisher": "Microsoft.Azure.Monitor",
        "type": "AzureMonitorLinuxAgent", "typeHandlerVersion": "1.0",
        "settings": {"authentication": {"managedIdentity": {
            "identifier-name": "mi_res_id", "identifier-value": out["id"]}}}})


def disk(make):
    out = make.envelope("disk", "Microsoft.Compute", "disks")
    out["managedBy"] = out["id"].replace("/disks/", "/virtualMachines/")
    out["sku"] = {"name": "Premium_LRS", "tier": "Premium"}
    out["zones"] = ["1"]
    out["properties"] = {
        "osType": "Linux", "hyperVGeneration": "V2", "diskSizeGB": 128, "diskSizeBytes": 137438953472,
        "diskIOPSReadWrite": 500, "diskMBpsReadWrite": 100, "tier": "P10", "diskState": "Attached",
        "encryption": {"type": "EncryptionAtRestWithPlatformKey"}, "networkAccessPolicy": "AllowAll",
        "publicNetworkAccess": "Enabled" if make.chance(0.5) else "Disabled",
        "supportedCapabilities": {"acceleratedNetwork": True, "architecture": "x64",
                                  "diskControllerTypes": "SCSI, NVMe"},
        "creationData": {"createOption": "FromImage", "imageReference": {
            "id": "/Subscriptions/s/Providers/Microsoft.Compute/Locations/westeurope/Publishers/canonical"
                  "/ArtifactTypes/VMImage/Offers/ubuntu-24_04-lts/Skus/server/Versions/24.04.202503190"}},
        "provisioningState": "Succeeded", "timeCreated": "2024-05-06T07:08:09.1234567+00:00",
        "uniqueId": guid(make, make.number), "LastOwnershipUpdateTime": "2024-05-06T07:09:00.0000000+00:00"}
    yield out


def interface(make):
    out = make.envelope("nic", "Microsoft.Network", "networkInterfaces")
    scope = out["id"].partition("/providers/")[0]
    out["properties"] = {
        "provisioningState": "Succeeded", "resourceGuid": guid(make, make.number),
        "ipConfigurations": [
            {"name": f"ipconfig{i}", "id": f"{out['id']}/ipConfigurations/ipconfig{i}",
             "etag": f"W/\"{guid(make, make.number)}\"",
             "type": "Microsoft.Network/networkInterfaces/ipConfigurations",
             "properties": {
                 "provisioningState": "Succeeded", "privateIPAddress": f"10.2.{i}.{make.random.randrange(256)}",
                 "privateIPAllocationMethod": "Dynamic", "primary": i == 0,
                 "privateIPAddressVersion": "IPv4",
                 "subnet": {"id": f"{scope}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default"}}}
            for i in range(make.random.randrange(1, 4))],
        "dnsSettings": {"dnsServers": [], "appliedDnsServers": [],
                        "internalDomainNameSuffix": "k3abcdefghijklmnop.ax.internal.cloudapp.net"},
        "macAddress": "00-0D-3A-12-34-56", "enableAcceleratedNetworking": True,
        "vnetEncryptionSupported": False, "enableIPForwarding": make.chance(0.1),
        "disableTcpStateTracking": False, "hostedWorkloads": [], "tapConfigurations": [],
        "nicType": "Standard", "allowPort25Out": False, "auxiliaryMode": "None",
        "networkSecurityGroup": reference(scope, "Microsoft.Network", "networkSecurityGroups", "nsg-1"),
        "virtualMachine": reference(scope, "Microsoft.Compute", "virtualMachines", out["name"])}
    yield out


def network(make):
    out = make.envelope("vnet", "Microsoft.Network", "virtualNetworks")
    out["properties"] = {
        "provisioningState": "Succeeded", "resourceGuid": guid(make, make.number),
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "privateEndpointVNetPolicies": "Disabled", "enableDdosProtection": False,
        "subnets": [
            {"name": f"subnet-{i}", "id": f"{out['id']}/subnets/subnet-{i}",
             "type": "Microsoft.Network/virtualNetworks/subnets",
             "properties": {
                 "provisioningState": "Succeeded", "addressPrefix": f"10.0.{i}.0/24",
                 "privateEndpointNetworkPolicies": "Disabled",
                 "privateLinkServiceNetworkPolicies": "Enabled",
                 "delegations": [], "serviceEndpoints": [
                     {"provisioningState": "Succeeded", "service": "Microsoft.Storage",
                      "locations": ["westeurope", "northeurope"]}],
                 "ipConfigurations": [
                     {"id": f"{out['id'].replace('virtualNetworks', 'networkInterfaces')}-{k}"
                            "/ipConfigurations/ipconfig0"} for k in range(make.random.randrange(12))]}}
            for i in range(make.random.randrange(1, 9))],
        "virtualNetworkPeerings": []}
    yield out


def address(make):
    out = make.envelope("pip", "Microsoft.Network", "publicIPAddresses")
    out["sku"] = {"name": "Standard", "tier": "Regional"}
    out["properties"] = {
        "provisioningState": "Succeeded", "resourceGuid": guid(make, make.number),
        "ipAddress": f"20.1.2.{make.random.randrange(256)}", "publicIPAddressVersion": "IPv4",
        "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 4, "ipTags": [],
        "ddosSettings": {"protectionMode": "VirtualNetworkInherited"}}
    yield out


def private_endpoint(make):
    out = make.envelope("pe", "Microsoft.Network", "privateEndpoints")
    scope = out["id"].partition("/providers/")[0]
    out["properties"] = {
        "provisioningState": "Succeeded", "resourceGuid": guid(make, make.number),
        "privateLinkServiceConnections": [{
            "name": out["name"], "id": f"{out['id']}/privateLinkServiceConnections/{out['name']}",
            "properties": {
                "provisioningState": "Succeeded", "groupIds": ["blob"],
                "privateLinkServiceId": f"{scope}/providers/Microsoft.Storage/storageAccounts/st1",
                "privateLinkServiceConnectionState": {
                    "status": "Approved", "description": "Auto-Approved", "actionsRequired": "None"}}}],
        "manualPrivateLinkServiceConnections": [], "customNetworkInterfaceName": "",
        "subnet": {"id": f"{scope}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/pe"},
        "ipConfigurations": [], "customDnsConfigs": [
            {"fqdn": f"{out['name']}.blob.core.windows.net", "ipAddresses": ["10.0.7.4"]}]}
    yield out


def role_assignment(make):
    out = make.envelope("ra", "Microsoft.Authorization", "roleAssignments")
    scope = out["id"].partition("/providers/")[0]
    out["name"] = guid(make, make.number)
    out["id"] = f"{scope}/providers/Microsoft.Authorization/roleAssignments/{out['name']}"
    out["properties"] = {
        "roleDefinitionId": "/providers/Microsoft.Authorization/RoleDefinitions/"
                            + make.random.choice(["acdd72a7-3385-48ef-bd42-f606fba81ae7",
                                                  "b24988ac-6180-42a0-ab88-20f7382dd24c",
                                                  "ba92f5b4-2d11-453d-a403-e96b0029c9fe"]),
        "principalId": guid(make, make.number), "principalType": "ServicePrincipal", "scope": scope,
        "createdOn": "2024-05-06T07:08:09.1234567Z", "updatedOn": "2024-05-06T07:08:09.1234567Z",
        "createdBy": guid(make, 1), "updatedBy": guid(make, 1), "description": None, "condition": None,
        "conditionVersion": None, "delegatedManagedIdentityResourceId": None}
    yield out


def alert(make):
    out = make.envelope("alert", "Microsoft.Insights", "metricAlerts")
    scope = out["id"].partition("/providers/")[0]
    out["properties"] = {
        "description": LONG_WORDS, "severity": 3, "enabled": True, "evaluationFrequency": "PT5M",
        "windowSize": "PT15M", "targetResourceType": "Microsoft.Compute/virtualMachines",
        "scopes": [f"{scope}/providers/Microsoft.Compute/virtualMachines/vm-{i}"
                   for i in range(make.random.randrange(1, 6))],
        "criteria": {
            "odata.type": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            "allOf": [{"name": "Metric1", "metricName": "Percentage CPU", "threshold": 87.5,
                       "metricNamespace": "Microsoft.Compute/virtualMachines",
                       "operator": "GreaterThan", "timeAggregation": "Average", "dimensions": [],
                       "skipMetricValidation": False, "criterionType": "StaticThresholdCriterion"}]},
        "autoMitigate": True, "actions": [
            {"actionGroupId": f"{scope}/providers/microsoft.insights/actionGroups/ops",
             "webHookProperties": {}}]}
    yield out


def workspace(make):
    out = make.envelope("log", "Microsoft.OperationalInsights", "workspaces")
    out["properties"] = {
        "source": "Azure", "customerId": guid(make, make.number), "provisioningState": "Succeeded",
        "sku": {"name": "PerGB2018", "lastSkuUpdate": "2024-05-06T07:08:09.1234567Z"},
        "retentionInDays": 30, "features": {"legacy": 0, "searchVersion": 1,
                                            "enableLogAccessUsingOnlyResourcePermissions": True},
        "workspaceCapping": {"dailyQuotaGb": -1.0, "quotaNextResetTime": "2024-05-07T02:00:00Z",
                             "dataIngestionStatus": "RespectQuota"},
        "publicNetworkAccessForIngestion": "Enabled", "publicNetworkAccessForQuery": "Enabled",
        "createdDate": "2024-05-06T07:08:09.1234567Z", "modifiedDate": "2024-05-06T07:08:10.1234567Z"}
    yield out


def component(make):
    out = make.envelope("ai", "Microsoft.Insights", "components")
    key = guid(make, make.number)
    out["kind"] = "web"
    out["properties"] = {
        "Application_Type": "web", "ApplicationId": out["name"], "AppId": guid(make, make.number),
        "Flow_Type": "Bluefield", "Request_Source": "rest", "InstrumentationKey": key,
        "ConnectionString": f"InstrumentationKey={key};IngestionEndpoint=https://westeurope-5.in."
                            "applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics."
                            "monitor.azure.com/;ApplicationId=" + guid(make, 2),
        "CreationDate": "2024-05-06T07:08:09.1234567+00:00", "SamplingPercentage": None,
        "RetentionInDays": 90, "IngestionMode": "LogAnalytics", "Ver": "v2",
        "publicNetworkAccessForIngestion": "Enabled", "publicNetworkAccessForQuery": "Enabled"}
    yield out


def identity(make):
    out = make.envelope("id", "Microsoft.ManagedIdentity", "userAssignedIdentities")
    out["properties"] = {"tenantId": TENANT, "principalId": guid(make, make.number),
                         "clientId": guid(make, make.number), "isolationScope": "None"}
    yield out


def snapshot(make):
    out = make.envelope("snap", "Microsoft.Compute", "snapshots")
    out["sku"] = {"name": "Standard_ZRS", "tier": "Standard"}
    out["properties"] = {
        "osType": "Windows", "hyperVGeneration": "V1", "diskSizeGB": 127, "incremental": True,
        "creationData": {"createOption": "Copy", "sourceUniqueId": guid(make, make.number),
                         "sourceResourceId": out["id"].replace("/snapshots/", "/disks/")},
        "networkAccessPolicy": "AllowAll", "publicNetworkAccess": "Enabled",
        "encryption": {"type": "EncryptionAtRestWithPlatformKey"}, "diskState": "Unattached",
        "timeCreated": "2024-05-06T07:08:09.1234567+00:00", "provisioningState": "Succeeded",
        "uniqueId": guid(make, make.number), "completionPercent": 100.0}
    yield out


# With how many of a hundred resources each is.
OTHERS = [(disk, 13), (interface, 11), (machine, 9), (extension, 8), (alert, 9), (role_assignment, 9),
          (network, 3), (address, 4), (private_endpoint, 5), (identity, 4), (snapshot, 3),
          (component, 4), (workspace, 2)]

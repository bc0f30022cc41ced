-- Health of an Application inside an application of applications: its own. Argo CD has none by default, and without one sync waves do
-- not wait. An application that has been created and not yet synced for the first time is still progressing.
local hs = { status = "Progressing", message = "waiting for the first sync" }

local status = obj.status
if status == nil then
  return hs
end

local operation = status.operationState
if operation == nil then
  return hs
end

if status.health ~= nil and status.health.status ~= nil and status.health.status ~= "" then
  hs.status = status.health.status
  hs.message = status.health.message or ""
end
-- Argo CD calls an application healthy whose objects are, even when its last sync did not get through.
if hs.status == "Healthy" and status.sync ~= nil and status.sync.status ~= "Synced" then
  if operation.phase == "Failed" or operation.phase == "Error" then
    hs.status = "Degraded"
    hs.message = operation.message or "the last sync failed"
  elseif operation.phase ~= "Succeeded" then
    hs.status = "Progressing"
    hs.message = "sync is " .. (operation.phase or "pending")
  end
end
return hs

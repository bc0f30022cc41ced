-- Health of a DatadogGenericResource: whether Datadog has what the manifest declares. What the object then reports, an alerting monitor
-- or an exhausted SLO, is the service's health and not the object's. Lua 5.1, as Argo CD's interpreter.
local hs = { status = "Progressing", message = "waiting for the operator" }

local status = obj.status
if status == nil then
  return hs
end

local sync = status.syncStatus
if sync ~= nil and sync ~= "" and sync ~= "OK" then
  hs.status = "Degraded"
  hs.message = sync
  for _, condition in ipairs(status.conditions or {}) do
    if condition.type == "Error" and condition.status == "True" and condition.message ~= nil and condition.message ~= "" then
      hs.message = sync .. ": " .. condition.message
    end
  end
  return hs
end

if sync == "OK" and status.id ~= nil and status.id ~= "" then
  hs.status = "Healthy"
  hs.message = "id " .. status.id
  if status.state ~= nil and status.state ~= "" then
    hs.message = hs.message .. ", state in Datadog: " .. status.state
  end
end
return hs

-- What the service reads. Another service fills it.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS passages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    chart_id uuid NOT NULL,
    source text NOT NULL,
    text text NOT NULL,
    -- As many dimensions as the embedding model has.
    embedding vector(64) NOT NULL
);

-- One chart has few passages, so they are compared exactly; an index of vectors would be for a search over all charts.
CREATE INDEX IF NOT EXISTS passages_of_chart ON passages (chart_id);

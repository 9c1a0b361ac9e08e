/* psc-part-kind.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-part-kind"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-part-kind.h"

/**
 * psc_part_kind_to_string:
 *
 * Returns: (transfer none): the part's name in documents
 */
const char *
psc_part_kind_to_string (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return "start";

    case PSC_PART_STEP:
      return "step";

    case PSC_PART_INSIDE:
      return "inside";

    case PSC_PART_HANDOVER:
      return "handover";

    case PSC_PART_RESTART:
      return "restart";

    case PSC_PART_DOWN:
      return "down";

    case PSC_PART_TAIL:
      return "tail";

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_kind_get_label:
 *
 * Returns: (transfer none): the part's name for the user
 */
const char *
psc_part_kind_get_label (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return C_("part of a lane", "start");

    case PSC_PART_STEP:
      return C_("part of a lane", "step");

    case PSC_PART_INSIDE:
      return C_("part of a lane", "inside a task");

    case PSC_PART_HANDOVER:
      return C_("part of a lane", "hand-over");

    case PSC_PART_RESTART:
      return C_("part of a lane", "restart");

    case PSC_PART_DOWN:
      return C_("part of a lane", "down");

    case PSC_PART_TAIL:
      return C_("part of a lane", "tail");

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_kind_explain:
 *
 * Returns: (transfer none): a sentence that says what the part is
 */
const char *
psc_part_kind_explain (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return _("The worker was not ready yet.");

    case PSC_PART_STEP:
      return _("The worker was in a step of a file.");

    case PSC_PART_INSIDE:
      return _("The worker had a file in hand, between two steps or in a step "
               "that has not ended.");

    case PSC_PART_HANDOVER:
      return _("The worker was ready and waited for a file.");

    case PSC_PART_RESTART:
      return _("The worker was gone and the next one not ready yet.");

    case PSC_PART_DOWN:
      return _("No worker came any more.");

    case PSC_PART_TAIL:
      return _("No file was left for this worker.");

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_kind_advise:
 *
 * Returns: (transfer none): a sentence that says what makes the part smaller
 */
const char *
psc_part_kind_advise (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return _("Threads start faster than processes, and it matters less the "
               "longer the run is.");

    case PSC_PART_STEP:
      return _("More workers help as long as there are CPUs for them; "
               "otherwise only a faster step does.");

    case PSC_PART_INSIDE:
      return _("Fewer steps for each file make it smaller.");

    case PSC_PART_HANDOVER:
      return _("With larger chunks, files are handed over less often.");

    case PSC_PART_RESTART:
      return _("With more files for each worker, there are fewer restarts.");

    case PSC_PART_DOWN:
      return _("Find out what ended the workers, and run again.");

    case PSC_PART_TAIL:
      return _("With smaller chunks, the workers end closer together.");

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_id_get_name:
 * @part: a part, as psc_part_id() gives it
 * @pipeline: the pipeline of its run
 *
 * Returns: (transfer none): the name of the step, or of the kind
 */
const char *
psc_part_id_get_name (guint        part,
                      PscPipeline *pipeline)
{
  guint step;

  if (psc_part_id_get_step (part, &step))
    return psc_pipeline_get_step (pipeline, step)->name;

  return psc_part_kind_get_label (part);
}

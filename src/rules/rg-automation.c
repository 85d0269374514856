/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Automations: making, copying, and what they lack. rg-automation-text.c reads and writes them. */
#include "rules/rg-automation.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"

RgThen *
rg_then_new (RgThenId id)
{
  RgThen *then = g_new0 (RgThen, 1);

  then->id = id;
  then->text = g_strdup ("");
  then->name = g_strdup ("");
  then->owner = g_strdup ("");
  then->allowed = id == RG_THEN_TASK;
  then->days = id == RG_THEN_COUPON ? RG_AUTOMATION_COUPON_DAYS : 0;
  return then;
}

RgThen *
rg_then_copy (const RgThen *then)
{
  RgThen *copy = g_memdup2 (then, sizeof *then);

  copy->text = g_strdup (then->text);
  copy->name = g_strdup (then->name);
  copy->owner = g_strdup (then->owner);
  return copy;
}

void
rg_then_free (RgThen *then)
{
  g_free (then->text);
  g_free (then->name);
  g_free (then->owner);
  g_free (then);
}

const char *
rg_then_get_title (RgThenId id)
{
  static const char *const titles[RG_N_THENS] = {
    [RG_THEN_TASK] = N_("Write a Task"),
    [RG_THEN_TAG] = N_("Add a Tag"),
    [RG_THEN_DRAFT] = N_("Draft a Campaign"),
    [RG_THEN_ADD] = N_("Add to a Campaign"),
    [RG_THEN_FILL] = N_("Fill In a Field"),
    [RG_THEN_COUPON] = N_("Give a Coupon"),
  };

  return _(titles[id]);
}

static RgAutomation *
rg_automation_new_empty (void)
{
  RgAutomation *automation = g_new0 (RgAutomation, 1);

  automation->when.name = g_strdup ("");
  automation->when.segment = g_strdup ("");
  automation->segment = g_strdup ("");
  automation->then = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_then_free);
  return automation;
}

RgAutomation *
rg_automation_new (void)
{
  RgAutomation *automation = rg_automation_new_empty ();

  rg_when_set_kind (&automation->when, rg_when_kind_at (RG_WHEN_BOUGHT));
  g_ptr_array_add (automation->then, rg_then_new (RG_THEN_TASK));
  return automation;
}

RgAutomation *
rg_automation_copy (const RgAutomation *automation)
{
  RgAutomation *copy = rg_automation_new_empty ();

  g_free (copy->when.name);
  g_free (copy->when.segment);
  copy->when = automation->when;
  copy->when.name = g_strdup (automation->when.name);
  copy->when.segment = g_strdup (automation->when.segment);
  g_set_str (&copy->segment, automation->segment);
  for (guint i = 0; i < automation->then->len; i++)
    g_ptr_array_add (copy->then, rg_then_copy (automation->then->pdata[i]));
  return copy;
}

void
rg_automation_free (RgAutomation *automation)
{
  g_free (automation->when.name);
  g_free (automation->when.segment);
  g_free (automation->segment);
  g_ptr_array_unref (automation->then);
  g_free (automation);
}

static const char *
rg_when_missing (const RgWhen *when)
{
  if (when->of == RG_LIST_PRODUCTS && *when->name == '\0')
    return _("Choose a product.");
  if (when->of == RG_LIST_CATEGORIES && *when->name == '\0')
    return _("Choose a category.");
  if (when->of == RG_LIST_BRANDS && *when->name == '\0')
    return _("Choose a brand.");
  if ((when->kind->fields & RG_WHEN_SEGMENT) != 0 && *when->segment == '\0')
    return _("Choose a segment.");
  if (when->kind->id == RG_WHEN_AWAY && when->number == 0)
    return _("Say for how many days.");
  return NULL;
}

static const char *
rg_then_missing (const RgThen *then)
{
  switch (then->id)
    {
    case RG_THEN_TASK:
      return *then->text == '\0' ? _("Say what is to do.") : NULL;
    case RG_THEN_TAG:
      return *then->name == '\0' ? _("Name the tag.") : NULL;
    case RG_THEN_DRAFT:
      return *then->name == '\0' ? _("Name the campaign.") : NULL;
    case RG_THEN_ADD:
      return *then->name == '\0' ? _("Choose a campaign.") : NULL;
    case RG_THEN_FILL:
      return *then->name == '\0' ? _("Choose a field.")
                                 : *then->text == '\0' ? _("Say what to fill in.") : NULL;
    case RG_THEN_COUPON:
      return *then->text == '\0' ? _("Say what the coupon gives.") : NULL;
    case RG_N_THENS:
    default:
      return NULL;
    }
}

const char *
rg_automation_missing_when (const RgAutomation *automation)
{
  return rg_when_missing (&automation->when);
}

const char *
rg_automation_missing (const RgAutomation *automation)
{
  const char *missing = rg_when_missing (&automation->when);

  for (guint i = 0; missing == NULL && i < automation->then->len; i++)
    missing = rg_then_missing (automation->then->pdata[i]);
  if (missing == NULL && automation->then->len == 0)
    missing = _("Say what is to be done.");
  return missing;
}

static gboolean
rg_automation_rename_one (char **name, const char *folded, const char *to)
{
  g_autofree char *own = rg_fold (*name);

  if (**name == '\0' || !g_str_equal (own, folded) || g_str_equal (*name, to))
    return FALSE;
  g_set_str (name, to);
  return TRUE;
}

static gboolean
rg_then_rename (RgThen *then, RgNamed named, const char *folded, const char *to)
{
  if (named == RG_NAMED_STAFF)
    return then->id == RG_THEN_TASK && rg_automation_rename_one (&then->owner, folded, to);
  return ((named == RG_NAMED_TAG && then->id == RG_THEN_TAG)
          || (named == RG_NAMED_FIELD && then->id == RG_THEN_FILL)
          || (named == RG_NAMED_CAMPAIGN
              && (then->id == RG_THEN_ADD || then->id == RG_THEN_DRAFT)))
         && rg_automation_rename_one (&then->name, folded, to);
}

gboolean
rg_automation_rename (RgAutomation *automation, RgNamed named, const char *from, const char *to)
{
  g_autofree char *folded = rg_fold (from);
  gboolean renamed = FALSE;

  if (named == RG_NAMED_SEGMENT)
    {
      renamed |= rg_automation_rename_one (&automation->segment, folded, to);
      renamed |= rg_automation_rename_one (&automation->when.segment, folded, to);
    }
  for (guint i = 0; i < automation->then->len; i++)
    renamed |= rg_then_rename (automation->then->pdata[i], named, folded, to);
  return renamed;
}

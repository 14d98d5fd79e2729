"""What an inspector writes to open one child's journey."""

from django import forms


class JourneyForm(forms.Form):
    """Which child, and why."""

    child = forms.CharField(
        max_length=80,
        label="The child’s pseudonym",
        help_text="As the sample has it",
        error_messages={"required": "Enter the pseudonym of a child of the sample"},
    )
    purpose = forms.CharField(
        max_length=300,
        label="Why you need to see it",
        help_text="For example, reading the case with the social worker. It is recorded. Name nobody",
        error_messages={"required": "Say why you need to see this child’s journey"},
    )

    def clean_child(self) -> str:
        return self.cleaned_data["child"].strip().lower()
